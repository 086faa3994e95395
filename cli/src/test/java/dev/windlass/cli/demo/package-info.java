@NullMarked
package dev.windlass.cli.demo;

import org.jspecify.annotations.NullMarked;
