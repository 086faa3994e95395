/** Checks before any change that concern no single host: grants, artifact, database. */
@NullMarked
package dev.windlass.workflows.preflight;

import org.jspecify.annotations.NullMarked;
