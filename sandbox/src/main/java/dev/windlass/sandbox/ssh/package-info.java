/**
 * A host without a machine: an SSH server in this process that runs real shells in a directory of
 * its own, and a cable that can be cut. Start here: {@link dev.windlass.sandbox.ssh.InProcessHost}.
 * It must not know the product.
 */
@NullMarked
package dev.windlass.sandbox.ssh;

import org.jspecify.annotations.NullMarked;
