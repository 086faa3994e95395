/**
 * Watching a deployment: the stream of its events, also over a restart of the server, shown line by
 * line or as a block that is drawn again.
 *
 * <p>Start here: {@link dev.windlass.cli.watch.Watch}. Watching changes nothing, and ending it
 * neither.
 */
@NullMarked
package dev.windlass.cli.watch;

import org.jspecify.annotations.NullMarked;
