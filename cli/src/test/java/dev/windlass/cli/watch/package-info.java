@NullMarked
package dev.windlass.cli.watch;

import org.jspecify.annotations.NullMarked;
