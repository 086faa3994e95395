/** Git over SSH, from a host in this process. */
@NullMarked
package dev.windlass.activities.artifact;

import org.jspecify.annotations.NullMarked;
