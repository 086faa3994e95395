/**
 * The catalogue of backups: which there are, in which stores each is whole, when a drill last
 * proved it, who reads it now. Start at {@link dev.windlass.store.backup.Backups}. Holds no backup.
 */
@NullMarked
package dev.windlass.store.backup;

import org.jspecify.annotations.NullMarked;
