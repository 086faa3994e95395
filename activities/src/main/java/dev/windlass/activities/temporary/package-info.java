/** What a Windlass worker holds on its own disk for a while. */
@NullMarked
package dev.windlass.activities.temporary;

import org.jspecify.annotations.NullMarked;
