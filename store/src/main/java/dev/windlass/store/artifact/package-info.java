/**
 * Releases as files, by digest. Start at {@link
 * dev.windlass.store.artifact.DirectoryArtifactStore}. Does not look into them.
 */
@NullMarked
package dev.windlass.store.artifact;

import org.jspecify.annotations.NullMarked;
