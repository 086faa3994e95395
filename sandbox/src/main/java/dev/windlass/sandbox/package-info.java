@NullMarked
package dev.windlass.sandbox;

import org.jspecify.annotations.NullMarked;
