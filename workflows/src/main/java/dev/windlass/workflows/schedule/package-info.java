/**
 * What happens by itself, at its hours: what becomes of a run that falls into another's time.
 *
 * <p>Start here: {@link dev.windlass.workflows.schedule.Turn}. Nothing here may know what is done.
 */
@NullMarked
package dev.windlass.workflows.schedule;

import org.jspecify.annotations.NullMarked;
