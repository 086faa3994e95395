/**
 * The balancer's hosts: what is in force there, bringing a split about, putting the former back.
 *
 * <p>Start here: {@link dev.windlass.activities.traffic.TrafficActivitiesImpl}; one class per kind
 * of router, all held by the same contract test. Nothing here decides a weight; files and commands
 * are built in {@code workflows.traffic}.
 */
@NullMarked
package dev.windlass.activities.traffic;

import org.jspecify.annotations.NullMarked;
