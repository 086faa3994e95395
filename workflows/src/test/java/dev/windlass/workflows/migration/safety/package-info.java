@NullMarked
package dev.windlass.workflows.migration.safety;

import org.jspecify.annotations.NullMarked;
