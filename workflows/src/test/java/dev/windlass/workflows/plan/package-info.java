@NullMarked
package dev.windlass.workflows.plan;

import org.jspecify.annotations.NullMarked;
