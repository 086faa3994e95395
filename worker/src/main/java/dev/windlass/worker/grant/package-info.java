/**
 * The grants: which application and environment may use which secret, key, pins, user, host and
 * address, from the worker's own settings. Start at {@link
 * dev.windlass.worker.grant.ConfiguredGrants}. A value is read at use and kept nowhere.
 */
@NullMarked
package dev.windlass.worker.grant;

import org.jspecify.annotations.NullMarked;
