/**
 * Backups: started, listed, looked at. Start at {@link dev.windlass.api.backup.BackupDoor}. Knows
 * nothing of how one is taken, nor of what it holds beyond what the catalogue says.
 */
@NullMarked
package dev.windlass.api.backup;

import org.jspecify.annotations.NullMarked;
