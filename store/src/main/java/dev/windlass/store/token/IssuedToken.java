package dev.windlass.store.token;

/**
 * A fresh token.
 *
 * @param secret shown once; only its hash is kept
 */
public record IssuedToken(Token token, String secret) {
  @Override
  public String toString() {
    return "IssuedToken[" + token + ", secret=[REDACTED]]";
  }
}
