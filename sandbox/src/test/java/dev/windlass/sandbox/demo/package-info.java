@NullMarked
package dev.windlass.sandbox.demo;

import org.jspecify.annotations.NullMarked;
