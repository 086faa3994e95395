/** Tests of what is asked before anything changes. */
@NullMarked
package dev.windlass.workflows.preflight;

import org.jspecify.annotations.NullMarked;
