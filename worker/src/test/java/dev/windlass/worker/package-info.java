/** The worker as a process, against an engine. */
@NullMarked
package dev.windlass.worker;

import org.jspecify.annotations.NullMarked;
