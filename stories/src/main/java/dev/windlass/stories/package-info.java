/**
 * What Windlass promises, told on real servers: OpenSSH, nginx, MariaDB, PostgreSQL, Temporal.
 *
 * <p>Start here: {@link dev.windlass.stories.PartsStory}. A story starts its own servers and ends
 * them; it knows Windlass as an operator does, from outside, and must not know its classes within.
 */
@NullMarked
package dev.windlass.stories;

import org.jspecify.annotations.NullMarked;
