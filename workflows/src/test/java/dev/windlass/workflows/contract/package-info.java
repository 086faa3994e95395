/** What must not change once it stands in a history. */
@NullMarked
package dev.windlass.workflows.contract;

import org.jspecify.annotations.NullMarked;
