/**
 * Schemas: Flyway, once per database, directly or through a tunnel; what is known of a script that
 * was interrupted.
 *
 * <p>Start here: {@link dev.windlass.activities.migration.MigrationActivitiesImpl}. The server, not
 * the worker, holds what must survive the worker: see {@link
 * dev.windlass.activities.migration.Journal}. Framework migrations are host jobs and not here.
 */
@NullMarked
package dev.windlass.activities.migration;

import org.jspecify.annotations.NullMarked;
