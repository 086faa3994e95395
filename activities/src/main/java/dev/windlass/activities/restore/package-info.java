/**
 * Hands of restores. Start at {@link dev.windlass.activities.restore.RestoreActivitiesImpl}. How
 * one engine takes a backup in is a {@link dev.windlass.activities.restore.Landing}. Decides
 * nothing: whether, what and where to is the workflow's business.
 */
@NullMarked
package dev.windlass.activities.restore;

import org.jspecify.annotations.NullMarked;
