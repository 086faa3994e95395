/** The checks before any change that concern no single host. */
@NullMarked
package dev.windlass.activities.preflight;

import org.jspecify.annotations.NullMarked;
