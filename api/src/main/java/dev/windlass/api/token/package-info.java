/**
 * The door to tokens, for admins, and the answer to who one is. Start at {@link
 * dev.windlass.api.token.TokenDoor}. A secret leaves here once, in the answer that made it.
 */
@NullMarked
package dev.windlass.api.token;

import org.jspecify.annotations.NullMarked;
