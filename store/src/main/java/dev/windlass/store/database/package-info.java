/**
 * The database itself: where it is, how its schema comes up to date, transactions, and how times
 * and names stand in columns. Knows no table. Start at {@link
 * dev.windlass.store.database.Database}.
 */
@NullMarked
package dev.windlass.store.database;

import org.jspecify.annotations.NullMarked;
