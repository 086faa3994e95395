/** The balancer: splits of traffic, the files and commands that bring them about. */
@NullMarked
package dev.windlass.workflows.traffic;

import org.jspecify.annotations.NullMarked;
