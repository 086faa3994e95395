/** Tests of what is built on JSch itself. */
@NullMarked
package dev.windlass.activities.ssh.jsch;

import org.jspecify.annotations.NullMarked;
