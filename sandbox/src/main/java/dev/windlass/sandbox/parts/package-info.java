/**
 * Real servers as child processes, for tests and the demo: nginx, MariaDB, PostgreSQL, Temporal, an
 * S3-compatible service.
 *
 * <p>Start here: {@link dev.windlass.sandbox.parts.NginxServer}. Each server lives in a directory
 * of its own, listens on loopback only, logs to a file there, and ends with {@code close()}. This
 * package does not install anything, does not touch a server that it did not start, and must not
 * know what Windlass does with them.
 */
@NullMarked
package dev.windlass.sandbox.parts;

import org.jspecify.annotations.NullMarked;
