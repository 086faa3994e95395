/** What is granted, and what is said where something is not. */
@NullMarked
package dev.windlass.worker.grant;

import org.jspecify.annotations.NullMarked;
