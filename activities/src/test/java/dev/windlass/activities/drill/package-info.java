/** Drills with real servers. */
@NullMarked
package dev.windlass.activities.drill;

import org.jspecify.annotations.NullMarked;
