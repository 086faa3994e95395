/** Checks, rules and verdicts: pure decisions over measurements that an activity took. */
@NullMarked
package dev.windlass.workflows.analysis;

import org.jspecify.annotations.NullMarked;
