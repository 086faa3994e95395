/** Runs played on the time-skipping server, with the order of what they do. */
@NullMarked
package dev.windlass.workflows.deployment;

import org.jspecify.annotations.NullMarked;
