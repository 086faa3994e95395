/**
 * Output of jobs on its way to people.
 *
 * <p>Start here: {@link dev.windlass.activities.log.LogSink}, a port that the worker implements, by
 * the store where it has one, by HTTPS to the api where not. What comes here is redacted already.
 */
@NullMarked
package dev.windlass.activities.log;

import org.jspecify.annotations.NullMarked;
