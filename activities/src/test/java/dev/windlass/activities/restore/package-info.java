/** Tests of the hands of backups. */
@NullMarked
package dev.windlass.activities.restore;

import org.jspecify.annotations.NullMarked;
