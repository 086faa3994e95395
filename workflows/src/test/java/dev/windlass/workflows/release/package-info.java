/** Tests of the commands of a release, with the real shell. */
@NullMarked
package dev.windlass.workflows.release;

import org.jspecify.annotations.NullMarked;
