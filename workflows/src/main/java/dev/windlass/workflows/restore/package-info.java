/**
 * Restores: bringing a backup's data back to a named target, so that a restore that fails leaves
 * the target as it was, and none is applied twice.
 *
 * <p>Start here: {@link dev.windlass.workflows.restore.RestoreWorkflow} and {@link
 * dev.windlass.workflows.restore.RestorePlan}. Nothing here may know how a server takes a dump, nor
 * any secret.
 */
@NullMarked
package dev.windlass.workflows.restore;

import org.jspecify.annotations.NullMarked;
