/** The database of an environment: what is pending, what was applied, once per database. */
@NullMarked
package dev.windlass.workflows.migration;

import org.jspecify.annotations.NullMarked;
