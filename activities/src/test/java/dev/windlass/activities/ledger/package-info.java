/** What central activities write down, by a real store. */
@NullMarked
package dev.windlass.activities.ledger;

import org.jspecify.annotations.NullMarked;
