/**
 * What a backup is, whoever takes it.
 *
 * <p>Start here: {@link dev.windlass.workflows.backup.Manifest}, which lies beside every backup and
 * says what a restore must find in it. Nothing here may know how a dump is made, where it is kept,
 * or when the next one is due.
 */
@NullMarked
package dev.windlass.workflows.backup;

import org.jspecify.annotations.NullMarked;
