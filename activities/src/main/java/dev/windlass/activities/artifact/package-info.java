/**
 * Releases as files with a digest: where they come from, where packed git goes.
 *
 * <p>Start here: {@link dev.windlass.activities.artifact.ArtifactSource} and {@link
 * dev.windlass.activities.artifact.ArtifactSink}, ports that the worker implements by directory or
 * by HTTPS. This package must not know the store or any host.
 */
@NullMarked
package dev.windlass.activities.artifact;

import org.jspecify.annotations.NullMarked;
