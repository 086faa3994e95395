/** A stage for workflows: plans to play, a world that records what is done to it. */
@NullMarked
package dev.windlass.workflows.scene;

import org.jspecify.annotations.NullMarked;
