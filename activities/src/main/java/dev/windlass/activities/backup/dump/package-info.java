/**
 * The streams of a backup: dumping, scanning, compressing, encrypting, and all the way back.
 * Nothing is ever held whole, neither in memory nor on the Windlass worker's disk.
 *
 * <p>Start here: {@link dev.windlass.activities.backup.dump.DatabaseDump} and {@link
 * dev.windlass.activities.backup.dump.DatabaseRestore} run the engine's own tools, {@link
 * dev.windlass.activities.backup.dump.DumpScanner} counts and digests the rows that flow by, {@link
 * dev.windlass.activities.backup.dump.Sealing} and {@link
 * dev.windlass.activities.backup.dump.Opening} are the form in which a backup is kept, {@link
 * dev.windlass.activities.backup.dump.FileArchive} does the same for directories. Nothing here may
 * know stores, schedules, Temporal, or which backup is the right one.
 */
@NullMarked
package dev.windlass.activities.backup.dump;

import org.jspecify.annotations.NullMarked;
