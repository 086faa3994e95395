/** Tests of what is decided about backups. */
@NullMarked
package dev.windlass.workflows.backup;

import org.jspecify.annotations.NullMarked;
