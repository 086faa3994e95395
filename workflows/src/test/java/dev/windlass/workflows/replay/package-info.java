/** What must not change once it stands in a history. */
@NullMarked
package dev.windlass.workflows.replay;

import org.jspecify.annotations.NullMarked;
