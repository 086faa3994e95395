/** Facts for a plan, gathered without changing anything. */
@NullMarked
package dev.windlass.workflows.inspection;

import org.jspecify.annotations.NullMarked;
