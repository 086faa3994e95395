/**
 * The ledger of drills: which there were, and what each proved. Start at {@link
 * dev.windlass.store.drill.Drills}. Knows nothing of scratch servers but the names of the databases
 * that drills make there.
 */
@NullMarked
package dev.windlass.store.drill;

import org.jspecify.annotations.NullMarked;
