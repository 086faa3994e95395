package dev.windlass.api.security;

import dev.windlass.store.token.Tokens;
import java.time.Instant;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/** Finds the token that a secret belongs to. */
final class TokenCheck implements AuthenticationProvider {

  private final Tokens tokens;

  TokenCheck(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    return tokens
        .authenticate(String.valueOf(asked.getCredentials()), Instant.now())
        .map(BearerToken::proven)
        .orElseThrow(() -> new BadCredentialsException("the token is unknown, expired or revoked"));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return BearerToken.class.isAssignableFrom(authentication);
  }
}
