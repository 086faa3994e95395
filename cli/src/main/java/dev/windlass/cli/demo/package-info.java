/**
 * The demo: a story told by the product itself, on a fleet of this machine. Start here: {@link
 * dev.windlass.cli.demo.Demo}. It speaks to the server as any client does; what it claims at the
 * end, it has checked.
 */
@NullMarked
package dev.windlass.cli.demo;

import org.jspecify.annotations.NullMarked;
