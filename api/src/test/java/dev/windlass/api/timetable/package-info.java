/** What happens to backups by itself. */
@NullMarked
package dev.windlass.api.timetable;

import org.jspecify.annotations.NullMarked;
