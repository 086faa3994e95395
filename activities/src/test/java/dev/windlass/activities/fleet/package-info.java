/** The hands for hosts, on hosts in this process. */
@NullMarked
package dev.windlass.activities.fleet;

import org.jspecify.annotations.NullMarked;
