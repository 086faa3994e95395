/** A release on a host: the commands that lay it out, publish it, take it back, prune it. */
@NullMarked
package dev.windlass.workflows.release;

import org.jspecify.annotations.NullMarked;
