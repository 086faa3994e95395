/**
 * Remote jobs: commands that outlive the connection and the worker and start at most once.
 *
 * <p>Start here: {@link dev.windlass.activities.ssh.job.RemoteJobs}. The protocol is described in
 * {@code docs/remote-jobs.md}; its half on the host is the shell files beside this package in
 * {@code resources}. Nothing here decides whether a job should run; it must not know Temporal, the
 * store or what the commands are for.
 */
@NullMarked
package dev.windlass.activities.ssh.job;

import org.jspecify.annotations.NullMarked;
