/**
 * The hands of drills. Start at {@link dev.windlass.activities.drill.DrillActivitiesImpl}; {@link
 * dev.windlass.activities.drill.NotProduction} says whether a scratch server may be written to at
 * all. Reads stores and never writes to them; writes to scratch databases and to nothing else.
 */
@NullMarked
package dev.windlass.activities.drill;

import org.jspecify.annotations.NullMarked;
