/**
 * Restores: plans that say what would be replaced by what, and runs that do it. Start at {@link
 * dev.windlass.api.restore.RestoreDoor}.
 */
@NullMarked
package dev.windlass.api.restore;

import org.jspecify.annotations.NullMarked;
