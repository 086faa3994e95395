package dev.windlass.api.security;

import dev.windlass.store.token.Token;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A bearer token of a request: first the secret that was sent, then the token it belongs to. */
final class BearerToken extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "Bearer ";

  private final transient String secret;
  private final transient @Nullable Token token;

  private BearerToken(String secret, @Nullable Token token) {
    super(AuthorityUtils.NO_AUTHORITIES);
    this.secret = secret;
    this.token = token;
    setAuthenticated(token != null);
  }

  /** What the request carries, or null. */
  static @Nullable BearerToken of(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? new BearerToken(header.substring(SCHEME.length()).strip(), null)
        : null;
  }

  /** Proven; the secret is forgotten. */
  static BearerToken proven(Token token) {
    return new BearerToken("", token);
  }

  @Override
  public String getCredentials() {
    return secret;
  }

  @Override
  public Object getPrincipal() {
    return token == null ? "" : token;
  }

  @Override
  public String getName() {
    return token == null ? "" : token.name();
  }
}
