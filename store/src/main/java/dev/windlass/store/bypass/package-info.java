/**
 * People who get through a maintenance by a link, kept as digests of its token. Start at {@link
 * dev.windlass.store.bypass.Bypasses}.
 */
@NullMarked
package dev.windlass.store.bypass;

import org.jspecify.annotations.NullMarked;
