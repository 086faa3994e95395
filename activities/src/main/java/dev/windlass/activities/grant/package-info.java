/**
 * What the Windlass worker's own settings allow: which secret, SSH key, pins, user and host an
 * application's environment may use.
 *
 * <p>Start here: {@link dev.windlass.activities.grant.Grants}, a port that the worker implements.
 * {@link dev.windlass.activities.grant.GrantedHosts} is the only way from a plan's host to a
 * session. Nothing here may know where settings are kept, what is deployed, or the store.
 */
@NullMarked
package dev.windlass.activities.grant;

import org.jspecify.annotations.NullMarked;
