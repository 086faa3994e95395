/**
 * The sample application of the demo: a web server of its own, a page that shows a row of a
 * database, a health check, and one version with a bug.
 *
 * <p>Start here: {@link dev.windlass.sandbox.demo.shop.Shop}. Its class files travel to the hosts
 * inside a release, so it may use nothing but the JDK (and a JDBC driver that it does not name).
 */
@NullMarked
package dev.windlass.sandbox.demo.shop;

import org.jspecify.annotations.NullMarked;
