/**
 * The connection to Temporal and what a worker needs of it. Start at {@link
 * dev.windlass.worker.engine.EngineConfiguration}. Does not know what is registered.
 */
@NullMarked
package dev.windlass.worker.engine;

import org.jspecify.annotations.NullMarked;
