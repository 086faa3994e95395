/** The artifact directory, on a real file system. */
@NullMarked
package dev.windlass.store.artifact;

import org.jspecify.annotations.NullMarked;
