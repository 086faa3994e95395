/**
 * Writes history into the store. Start at {@link
 * dev.windlass.activities.ledger.LedgerActivitiesImpl}. Central workers only; decides nothing.
 */
@NullMarked
package dev.windlass.activities.ledger;

import org.jspecify.annotations.NullMarked;
