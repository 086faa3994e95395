/**
 * The append-only memory of deployments: their numbers, timelines, ends, and the releases they
 * left. Start at {@link dev.windlass.store.ledger.Ledger}. Written by the workflow's activities
 * alone; what runs now is asked of the workflow.
 */
@NullMarked
package dev.windlass.store.ledger;

import org.jspecify.annotations.NullMarked;
