/**
 * The roles of a server: api and worker apart, or all in one process. Start here: {@link
 * dev.windlass.cli.server.ServerProcess}. A verb names its role and loads it only when it runs;
 * nothing here knows what the roles do.
 */
@NullMarked
package dev.windlass.cli.server;

import org.jspecify.annotations.NullMarked;
