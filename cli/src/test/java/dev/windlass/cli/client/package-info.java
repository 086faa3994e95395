/** How the command finds its server and its token. */
@NullMarked
package dev.windlass.cli.client;

import org.jspecify.annotations.NullMarked;
