/** Drills, in a world of tests. */
@NullMarked
package dev.windlass.workflows.drill;

import org.jspecify.annotations.NullMarked;
