/**
 * A throw-away fleet on this machine: hosts with an SSH server and a directory each, a balancer
 * that shares the traffic by weight, and visitors.
 *
 * <p>Start here: {@link dev.windlass.sandbox.fleet.Fleet}. It must not know the product, nor what
 * runs on its hosts.
 */
@NullMarked
package dev.windlass.sandbox.fleet;

import org.jspecify.annotations.NullMarked;
