/** The ramp: exposure raised in steps of weight and bake, as a child of a deployment. */
@NullMarked
package dev.windlass.workflows.ramp;

import org.jspecify.annotations.NullMarked;
