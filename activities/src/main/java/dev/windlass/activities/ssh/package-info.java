/**
 * The way to other machines: a session to a host, short commands, uploads, tunnels.
 *
 * <p>Start here: {@link dev.windlass.activities.ssh.RemoteHosts} opens a {@link
 * dev.windlass.activities.ssh.RemoteHost}. Whatever changes a host and must not happen twice goes
 * through {@link dev.windlass.activities.ssh.job.RemoteJobs}; {@code run} is for looking. All calls
 * block and are meant for virtual threads. This package must not know what is deployed, Temporal,
 * the store, or which SSH library does the work ({@code ssh.jsch} does).
 */
@NullMarked
package dev.windlass.activities.ssh;

import org.jspecify.annotations.NullMarked;
