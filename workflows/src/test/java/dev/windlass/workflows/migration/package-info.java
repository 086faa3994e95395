@NullMarked
package dev.windlass.workflows.migration;

import org.jspecify.annotations.NullMarked;
