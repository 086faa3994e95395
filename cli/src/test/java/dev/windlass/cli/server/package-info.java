@NullMarked
package dev.windlass.cli.server;

import org.jspecify.annotations.NullMarked;
