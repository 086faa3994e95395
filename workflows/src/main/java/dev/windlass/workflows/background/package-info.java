/** What runs besides requests: queue workers and timed jobs, stopped, started and proved. */
@NullMarked
package dev.windlass.workflows.background;

import org.jspecify.annotations.NullMarked;
