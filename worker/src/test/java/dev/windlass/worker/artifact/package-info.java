/** Artifacts as the Windlass worker hands them out. */
@NullMarked
package dev.windlass.worker.artifact;

import org.jspecify.annotations.NullMarked;
