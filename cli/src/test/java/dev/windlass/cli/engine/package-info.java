@NullMarked
package dev.windlass.cli.engine;

import org.jspecify.annotations.NullMarked;
