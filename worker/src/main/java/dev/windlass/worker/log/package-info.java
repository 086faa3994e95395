/**
 * Output of jobs on its way into the store. Start at {@link dev.windlass.worker.log.StoreLogSink}.
 */
@NullMarked
package dev.windlass.worker.log;

import org.jspecify.annotations.NullMarked;
