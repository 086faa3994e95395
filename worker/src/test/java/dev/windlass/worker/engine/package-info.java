/** The connection, against a real Temporal server. */
@NullMarked
package dev.windlass.worker.engine;

import org.jspecify.annotations.NullMarked;
