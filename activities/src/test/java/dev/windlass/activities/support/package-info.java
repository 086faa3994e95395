/** Parts that tests of activities share: granted hosts in this process, an engine. */
@NullMarked
package dev.windlass.activities.support;

import org.jspecify.annotations.NullMarked;
