/** Tests of the rendering of host jobs. */
@NullMarked
package dev.windlass.workflows.background;

import org.jspecify.annotations.NullMarked;
