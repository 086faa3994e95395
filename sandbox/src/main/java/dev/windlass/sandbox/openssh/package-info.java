/**
 * Hosts with the machine's own sshd: plain, or isolated with process tree, file system and boot id
 * of their own, so that they can be rebooted and filled up. Needs root and Linux. Start here:
 * {@link dev.windlass.sandbox.openssh.OpenSshHost}. It must not know the product.
 */
@NullMarked
package dev.windlass.sandbox.openssh;

import org.jspecify.annotations.NullMarked;
