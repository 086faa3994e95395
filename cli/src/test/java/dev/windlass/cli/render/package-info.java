@NullMarked
package dev.windlass.cli.render;

import org.jspecify.annotations.NullMarked;
