/** What a standing watch asks and tells centrally. Start at WatchActivitiesImpl. */
@NullMarked
package dev.windlass.activities.watch;

import org.jspecify.annotations.NullMarked;
