/**
 * SFTP, version 3, as much of it as files need that are written once and read whole; with what
 * OpenSSH adds: a file that is on the disk before it gets its name, and how much room is left.
 *
 * <p>Start here: {@link dev.windlass.activities.ssh.sftp.SftpFiles}, over the two streams of a
 * channel. It is here because JSch's own can't ask for a file to be on the disk. The protocol is
 * draft-ietf-secsh-filexfer-02 and OpenSSH's file PROTOCOL. This package must not know JSch.
 */
@NullMarked
package dev.windlass.activities.ssh.sftp;

import org.jspecify.annotations.NullMarked;
