/**
 * Hosts through JSch. Start here: {@link dev.windlass.activities.ssh.jsch.JschRemoteHosts}, which
 * keeps one session per target. JSch types stay inside this package; it must not know remote jobs.
 */
@NullMarked
package dev.windlass.activities.ssh.jsch;

import org.jspecify.annotations.NullMarked;
