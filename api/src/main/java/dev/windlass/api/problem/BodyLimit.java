package dev.windlass.api.problem;

import dev.windlass.api.ApiProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Refuses a body that is larger than any file may be; uploads of artifacts look for themselves. */
public class BodyLimit extends OncePerRequestFilter {

  private static final String ARTIFACTS = "/api/v1/artifacts/";

  private final long most;
  private final JsonMapper json;

  public BodyLimit(ApiProperties properties, JsonMapper json) {
    this.most = properties.maxFile().toBytes();
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith(ARTIFACTS);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    if (chunked || request.getContentLengthLong() > most) {
      refuse(chunked, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void refuse(boolean chunked, HttpServletResponse response) throws IOException {
    Refusal refusal =
        chunked
            ? Refusal.of(
                HttpStatus.LENGTH_REQUIRED,
                "Length required",
                "a Content-Length is expected: this body has a limit of " + most + " bytes")
            : Refusal.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "Too large",
                    "the body has more than %d bytes, which is the limit (windlass.api.max-file). Nothing changed."
                        .formatted(most))
                .next("send less, or raise windlass.api.max-file on the server");
    var problem = refusal.problem();
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader(HttpHeaders.CONNECTION, "close");
    json.writeValue(response.getOutputStream(), problem);
  }
}
