/**
 * The server as the command sees it: requests, refusals, the stream of events, and where the
 * server's address and the token come from.
 *
 * <p>Start here: {@link dev.windlass.cli.client.WindlassServer}. Nothing here may print, or know
 * which verb asks.
 */
@NullMarked
package dev.windlass.cli.client;

import org.jspecify.annotations.NullMarked;
