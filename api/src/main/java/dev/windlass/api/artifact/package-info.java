/**
 * The door to artifacts: uploads named by their digest. Start at {@link
 * dev.windlass.api.artifact.ArtifactDoor}. Must not know what is in them.
 */
@NullMarked
package dev.windlass.api.artifact;

import org.jspecify.annotations.NullMarked;
