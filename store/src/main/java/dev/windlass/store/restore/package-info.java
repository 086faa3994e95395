/**
 * The record of restores: who wanted which, and what the target held afterwards. Start at {@link
 * dev.windlass.store.restore.Restores}.
 */
@NullMarked
package dev.windlass.store.restore;

import org.jspecify.annotations.NullMarked;
