/**
 * Measuring: probes at their pace over a window, on every host at once, counted and kept.
 *
 * <p>Start here: {@link dev.windlass.activities.analysis.AnalysisActivitiesImpl}. A measurement
 * says which of five it is; what follows from many is decided by {@link
 * dev.windlass.workflows.analysis.RuleDecider}, not here.
 */
@NullMarked
package dev.windlass.activities.analysis;

import org.jspecify.annotations.NullMarked;
