/**
 * The frozen plan of one change: records only, compiled once at the edge, hashed, without secrets.
 */
@NullMarked
package dev.windlass.workflows.plan;

import org.jspecify.annotations.NullMarked;
