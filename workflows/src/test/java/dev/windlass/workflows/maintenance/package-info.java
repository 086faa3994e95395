/** The timer of a maintenance, and the commands that close and open. */
@NullMarked
package dev.windlass.workflows.maintenance;

import org.jspecify.annotations.NullMarked;
