/**
 * The doors, opened for real: a server on a random port, H2, Temporal's in-process service, and a
 * run that does what the test tells it. Start at {@link dev.windlass.api.engine.House}.
 */
@NullMarked
package dev.windlass.api.engine;

import org.jspecify.annotations.NullMarked;
