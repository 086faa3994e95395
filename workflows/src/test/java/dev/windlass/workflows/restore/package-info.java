/** Tests of what is decided about backups. */
@NullMarked
package dev.windlass.workflows.restore;

import org.jspecify.annotations.NullMarked;
