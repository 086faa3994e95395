/**
 * Who is asking and what they may do: bearer tokens, stored hashed, with roles per application and
 * environment. Start at {@link dev.windlass.api.security.Access}. Must not know what the doors do
 * with the answer, and never writes a token anywhere.
 */
@NullMarked
package dev.windlass.api.security;

import org.jspecify.annotations.NullMarked;
