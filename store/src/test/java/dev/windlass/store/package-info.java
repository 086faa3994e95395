/** What every database must do for the store: one contract, run on H2 and on PostgreSQL. */
@NullMarked
package dev.windlass.store;

import org.jspecify.annotations.NullMarked;
