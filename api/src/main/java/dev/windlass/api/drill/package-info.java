/**
 * Drills: started, listed, looked at. Start at {@link dev.windlass.api.drill.DrillDoor}. Knows
 * nothing of how one is run beyond its report.
 */
@NullMarked
package dev.windlass.api.drill;

import org.jspecify.annotations.NullMarked;
