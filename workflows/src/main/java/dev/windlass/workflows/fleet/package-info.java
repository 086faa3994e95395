/** Hosts in groups: one activity drives many hosts and answers one row per host. */
@NullMarked
package dev.windlass.workflows.fleet;

import org.jspecify.annotations.NullMarked;
