/** What a standing watch is told, and what it leaves behind. */
@NullMarked
package dev.windlass.activities.watch;

import org.jspecify.annotations.NullMarked;
