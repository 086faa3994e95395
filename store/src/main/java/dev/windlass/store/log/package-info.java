/**
 * Output of remote jobs, in chunks keyed (operation, offset), bounded for each operation. Start at
 * {@link dev.windlass.store.log.Logs}. What comes here is redacted already.
 */
@NullMarked
package dev.windlass.store.log;

import org.jspecify.annotations.NullMarked;
