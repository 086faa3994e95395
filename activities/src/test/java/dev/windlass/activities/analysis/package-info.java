/** Probes against real servers in this process. */
@NullMarked
package dev.windlass.activities.analysis;

import org.jspecify.annotations.NullMarked;
