/**
 * A database with everything that is awkward to carry from one server to another, for both engines,
 * and a comparer that has no part in carrying it.
 *
 * <p>Start here: {@link dev.windlass.sandbox.awkward.AwkwardDatabase}. What is found to be awkward
 * goes into the statements, so that every way of a backup meets it. This package must not know how
 * Windlass dumps or restores.
 */
@NullMarked
package dev.windlass.sandbox.awkward;

import org.jspecify.annotations.NullMarked;
