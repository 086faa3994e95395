/**
 * The file: what {@code windlass.yaml} may say, read into records. Start at {@link
 * dev.windlass.api.specification.SpecificationReader}. The records and their annotations are the
 * only declaration of the keys: reader, JSON Schema and reference are made from them. Must not know
 * hosts, secrets' values, Temporal, or who asks.
 */
@NullMarked
package dev.windlass.api.specification;

import org.jspecify.annotations.NullMarked;
