/**
 * How the doors say no: RFC 9457 problems with a title, what was found and expected, and what to
 * type next. Start at {@link dev.windlass.api.problem.Refusal}. Must not know what was asked, and
 * never shows a stack trace, a class name or a secret.
 */
@NullMarked
package dev.windlass.api.problem;

import org.jspecify.annotations.NullMarked;
