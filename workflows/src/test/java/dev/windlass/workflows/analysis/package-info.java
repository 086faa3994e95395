/** Tables of verdicts. */
@NullMarked
package dev.windlass.workflows.analysis;

import org.jspecify.annotations.NullMarked;
