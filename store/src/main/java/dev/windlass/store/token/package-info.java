/**
 * Bearer tokens, kept as hashes, and what their holders may do. Start at {@link
 * dev.windlass.store.token.Tokens}. Knows nothing of HTTP.
 */
@NullMarked
package dev.windlass.store.token;

import org.jspecify.annotations.NullMarked;
