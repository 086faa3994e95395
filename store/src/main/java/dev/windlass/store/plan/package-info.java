/**
 * Compiled plans by their hash: what was shown is what will run. Start at {@link
 * dev.windlass.store.plan.Plans}. Does not compile, does not judge.
 */
@NullMarked
package dev.windlass.store.plan;

import org.jspecify.annotations.NullMarked;
