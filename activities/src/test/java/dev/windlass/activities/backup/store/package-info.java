/** Tests of the stores of backups, on real ones. */
@NullMarked
package dev.windlass.activities.backup.store;

import org.jspecify.annotations.NullMarked;
