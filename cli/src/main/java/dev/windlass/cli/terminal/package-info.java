/**
 * Where lines go: a terminal, which has colour and redraws a block, or a pipe, which gets plain
 * lines. Start here: {@link dev.windlass.cli.terminal.Terminal}. It must not know what the lines
 * are about.
 */
@NullMarked
package dev.windlass.cli.terminal;

import org.jspecify.annotations.NullMarked;
