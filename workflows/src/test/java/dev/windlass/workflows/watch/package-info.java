/** What a standing watch tells, and when it holds its tongue. */
@NullMarked
package dev.windlass.workflows.watch;

import org.jspecify.annotations.NullMarked;
