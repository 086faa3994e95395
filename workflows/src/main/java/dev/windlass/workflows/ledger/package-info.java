/** The append-only table of what happened, written by the workflow's own activities. */
@NullMarked
package dev.windlass.workflows.ledger;

import org.jspecify.annotations.NullMarked;
