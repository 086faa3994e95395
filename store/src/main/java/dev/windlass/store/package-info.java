/**
 * What Windlass keeps: one package per noun, one repository in each, the same SQL on PostgreSQL and
 * H2. Start at {@link dev.windlass.store.Store}. Nothing here knows who calls it, the engine, SSH
 * or HTTP; the truth about what runs is the workflow, this is history and bookkeeping.
 */
@NullMarked
package dev.windlass.store;

import org.jspecify.annotations.NullMarked;
