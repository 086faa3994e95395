/**
 * YAML 1.2 as a tree that remembers where everything stands, with bounds on size, depth and
 * repetition. Must not know any key.
 */
@NullMarked
package dev.windlass.api.specification.source;

import org.jspecify.annotations.NullMarked;
