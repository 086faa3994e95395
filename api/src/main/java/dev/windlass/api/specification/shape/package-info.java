/**
 * From annotated records to shapes, and from shapes to everything that must agree: values bound
 * from YAML, the JSON Schema, the reference. Start at {@link
 * dev.windlass.api.specification.shape.Shapes}. Must not know which keys there are.
 */
@NullMarked
package dev.windlass.api.specification.shape;

import org.jspecify.annotations.NullMarked;
