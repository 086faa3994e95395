/** Tests of what is looked at before a plan. */
@NullMarked
package dev.windlass.workflows.inspection;

import org.jspecify.annotations.NullMarked;
