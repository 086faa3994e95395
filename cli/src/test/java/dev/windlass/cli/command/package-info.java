@NullMarked
package dev.windlass.cli.command;

import org.jspecify.annotations.NullMarked;
