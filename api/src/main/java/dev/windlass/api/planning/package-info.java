/**
 * The door to plans: inspects, compiles, keeps, shows. Start at {@link
 * dev.windlass.api.planning.Planner}. Nothing is changed here; how a plan is compiled and worded is
 * told in {@code dev.windlass.api.plan}.
 */
@NullMarked
package dev.windlass.api.planning;

import org.jspecify.annotations.NullMarked;
