/**
 * What happens by itself: backups and drills at the hours that a file declares, and the alarm where
 * none comes. Start at {@link dev.windlass.api.timetable.Timetable}, and {@link
 * dev.windlass.api.timetable.Recurring}, which is all that recurs.
 */
@NullMarked
package dev.windlass.api.timetable;

import org.jspecify.annotations.NullMarked;
