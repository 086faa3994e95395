/**
 * Hands of backups. Start at {@link dev.windlass.activities.backup.CatalogueActivitiesImpl}.
 * Decides nothing: which backup is taken, copied or let go is the workflow's business.
 */
@NullMarked
package dev.windlass.activities.backup;

import org.jspecify.annotations.NullMarked;
