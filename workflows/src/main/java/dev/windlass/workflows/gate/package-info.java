/** Gates: points that need a person's answer, with deadline and default. */
@NullMarked
package dev.windlass.workflows.gate;

import org.jspecify.annotations.NullMarked;
