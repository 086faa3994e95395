/** Tests of the rendering of host jobs. */
@NullMarked
package dev.windlass.workflows.fleet;

import org.jspecify.annotations.NullMarked;
