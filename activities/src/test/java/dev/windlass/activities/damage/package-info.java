/** Everything that can be wrong with a backup, before drills and restores on real servers. */
@NullMarked
package dev.windlass.activities.damage;

import org.jspecify.annotations.NullMarked;
