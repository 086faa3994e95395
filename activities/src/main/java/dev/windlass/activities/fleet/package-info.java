/**
 * Hosts in groups: each on its own thread with its own deadline, one row each.
 *
 * <p>Start here: {@link dev.windlass.activities.fleet.FleetActivitiesImpl}. Nothing here decides
 * what follows from a row; it must not know strategies, the store or the ledger.
 */
@NullMarked
package dev.windlass.activities.fleet;

import org.jspecify.annotations.NullMarked;
