/**
 * The Temporal service that the roles of this process work with: within the process, started beside
 * it, or somebody else's.
 *
 * <p>Start here: {@link dev.windlass.cli.engine.Engine}. An engine is only ended by who started it.
 * This package registers and checks search attributes; it must not know any workflow, nor who
 * connects.
 */
@NullMarked
package dev.windlass.cli.engine;

import org.jspecify.annotations.NullMarked;
