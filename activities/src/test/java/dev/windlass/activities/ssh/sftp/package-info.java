/** Tests of what is said to hosts in SFTP. */
@NullMarked
package dev.windlass.activities.ssh.sftp;

import org.jspecify.annotations.NullMarked;
