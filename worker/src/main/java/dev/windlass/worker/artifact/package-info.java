/**
 * Artifacts for the hands, from the directory of the store. Start at {@link
 * dev.windlass.worker.artifact.DirectoryArtifacts}.
 */
@NullMarked
package dev.windlass.worker.artifact;

import org.jspecify.annotations.NullMarked;
