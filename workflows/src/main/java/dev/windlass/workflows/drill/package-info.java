/**
 * Drills: a backup is restored into a scratch database, compared with its manifest, asked what its
 * owners declared, measured, and dropped again.
 *
 * <p>Start here: {@link dev.windlass.workflows.drill.DrillWorkflow}, {@link
 * dev.windlass.workflows.drill.DrillReport}, which is what one proves, and {@link
 * dev.windlass.workflows.drill.ManifestComparison}. Nothing here may know how a database is
 * reached, nor any secret.
 */
@NullMarked
package dev.windlass.workflows.drill;

import org.jspecify.annotations.NullMarked;
