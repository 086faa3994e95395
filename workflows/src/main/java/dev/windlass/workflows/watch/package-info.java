/**
 * The standing watch of an environment: its checks go on between deployments, and an alarm says
 * which of them fails. Start at StandingWatchWorkflow.
 */
@NullMarked
package dev.windlass.workflows.watch;

import org.jspecify.annotations.NullMarked;
