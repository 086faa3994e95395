/**
 * Backups: what one is, how it is taken, where it is kept, and which of them stay.
 *
 * <p>Start here: {@link dev.windlass.workflows.backup.BackupWorkflow}, {@link
 * dev.windlass.workflows.backup.Manifest}, which lies beside every backup and says what a restore
 * must find in it, {@link dev.windlass.workflows.backup.RetentionDecider}, and {@link
 * dev.windlass.workflows.backup.RescanWorkflow}, which rebuilds the catalogue. Nothing here may
 * know how a dump is made or how a store is reached, nor any secret.
 */
@NullMarked
package dev.windlass.workflows.backup;

import org.jspecify.annotations.NullMarked;
