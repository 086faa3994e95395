/**
 * From the file and inspected facts to a frozen plan, and from a plan to text for people. Start at
 * {@link dev.windlass.api.plan.PlanCompiler}. Pure: must not know a clock, the network, Temporal
 * clients, REST, or where plans are kept.
 */
@NullMarked
package dev.windlass.api.plan;

import org.jspecify.annotations.NullMarked;
