/**
 * Where backups are kept: a directory, a host with SFTP, an S3-compatible service.
 *
 * <p>Start here: {@link dev.windlass.activities.backup.store.BackupStore}, the port, and {@link
 * dev.windlass.activities.backup.store.StoreCopy} from one store to another. All calls block and
 * are meant for virtual threads; content is streamed, so memory doesn't grow with it. This package
 * must not know what is in an object, Temporal, or where secrets come from.
 */
@NullMarked
package dev.windlass.activities.backup.store;

import org.jspecify.annotations.NullMarked;
