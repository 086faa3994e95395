/**
 * What the terminal shows, as lines of text: pure functions of a status, a time and a zone.
 *
 * <p>Start here: {@link dev.windlass.cli.render.StatusBlock}. No line is wider than {@link
 * dev.windlass.cli.render.Words#WIDTH} columns, but for a path or an address that is wider itself.
 * Nothing here may print, ask a server or know a clock.
 */
@NullMarked
package dev.windlass.cli.render;

import org.jspecify.annotations.NullMarked;
