/** One contract that every router holds, and what is nginx's own. */
@NullMarked
package dev.windlass.activities.traffic;

import org.jspecify.annotations.NullMarked;
