@NullMarked
package dev.windlass.worker;

import org.jspecify.annotations.NullMarked;
