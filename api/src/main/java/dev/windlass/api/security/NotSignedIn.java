package dev.windlass.api.security;

import dev.windlass.api.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request without a good token, and logs it: from where and to what, never the token. */
final class NotSignedIn implements AuthenticationEntryPoint, AuthenticationFailureHandler {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.authentication");

  private final JsonMapper json;

  NotSignedIn(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
      throws IOException {
    answer(request, response, "no bearer token was sent");
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException bad)
      throws IOException {
    answer(request, response, "the token is unknown, expired or revoked");
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, String found)
      throws IOException {
    LOG.atWarn()
        .addKeyValue("address", request.getRemoteAddr())
        .addKeyValue("method", request.getMethod())
        .addKeyValue("path", request.getRequestURI())
        .addKeyValue("reason", found)
        .log("not signed in");
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(
        response.getOutputStream(),
        Refusal.of(HttpStatus.UNAUTHORIZED, "Not signed in", found + ". Nothing changed.")
            .next("set WINDLASS_TOKEN, or ask an admin for a token")
            .problem());
  }
}
