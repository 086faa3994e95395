/**
 * What the demo delivers: three versions of a shop, the database they read, a second server that
 * drills restore it on, and the file that describes where they go.
 *
 * <p>Start here: {@link dev.windlass.sandbox.demo.DemoSite}. It must not know the product: the file
 * is text to it.
 */
@NullMarked
package dev.windlass.sandbox.demo;

import org.jspecify.annotations.NullMarked;
