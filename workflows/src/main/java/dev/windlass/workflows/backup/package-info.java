/**
 * Backups: where they are kept, and which of them stay. Pure decisions over what an activity found.
 *
 * <p>Start here: {@link dev.windlass.workflows.backup.StoreAddress} and {@link
 * dev.windlass.workflows.backup.RetentionDecider}. This package must not know how a store is
 * reached, nor any secret.
 */
@NullMarked
package dev.windlass.workflows.backup;

import org.jspecify.annotations.NullMarked;
