/**
 * The verbs of the command, each a class of picocli that asks the server and prints.
 *
 * <p>Start here: {@link dev.windlass.cli.command.ClientVerb}. What is printed is made in {@code
 * render}; a verb of the server's roles loads them only when it runs, so that help is quick.
 */
@NullMarked
package dev.windlass.cli.command;

import org.jspecify.annotations.NullMarked;
