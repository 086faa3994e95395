/**
 * What can be refused without asking a host: grants, the artifact, the database.
 *
 * <p>Start here: {@link dev.windlass.activities.preflight.PreflightActivitiesImpl}. It changes
 * nothing and returns all problems at once.
 */
@NullMarked
package dev.windlass.activities.preflight;

import org.jspecify.annotations.NullMarked;
