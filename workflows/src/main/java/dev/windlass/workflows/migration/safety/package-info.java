/**
 * What migration scripts would do, read from their text before anything runs: who waits, what is
 * lost, what running code would miss, and whether there is a way back. Start at {@code Analysis};
 * the rules are lists, one class per subject, joined in {@code Rules}.
 *
 * <p>Pure: no file, clock or connection. What cannot be read is a finding, never a guess.
 */
@NullMarked
package dev.windlass.workflows.migration.safety;

import org.jspecify.annotations.NullMarked;
