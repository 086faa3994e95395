/**
 * What every activity needs of the engine: beats while work goes on, failures with a type, ids in
 * the log.
 *
 * <p>Start here: {@link dev.windlass.activities.engine.AtOnce} and {@link
 * dev.windlass.activities.engine.ActivityFailures}. Nothing here knows what the work is.
 */
@NullMarked
package dev.windlass.activities.engine;

import org.jspecify.annotations.NullMarked;
