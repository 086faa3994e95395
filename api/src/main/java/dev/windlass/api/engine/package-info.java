/**
 * The doors' way to Temporal: bounded calls, so that a missing worker or a missing server becomes
 * an answer. Start at {@link dev.windlass.api.engine.Patience}. Must not know what is said to whom.
 */
@NullMarked
package dev.windlass.api.engine;

import org.jspecify.annotations.NullMarked;
