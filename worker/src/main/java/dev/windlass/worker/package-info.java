/**
 * The process that runs workflows and activities. Start at {@link
 * dev.windlass.worker.WorkerRegistration}: everything that runs is listed there. Knows nothing of
 * REST.
 */
@NullMarked
package dev.windlass.worker;

import org.jspecify.annotations.NullMarked;
