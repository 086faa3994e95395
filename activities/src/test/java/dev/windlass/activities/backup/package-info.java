/** Tests of the hands of backups. */
@NullMarked
package dev.windlass.activities.backup;

import org.jspecify.annotations.NullMarked;
