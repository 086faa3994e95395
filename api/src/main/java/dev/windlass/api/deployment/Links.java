package dev.windlass.api.deployment;

import dev.windlass.api.engine.Run;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where to look further; paths of this server, but for Temporal's own page.
 *
 * @param temporal the run in the Temporal UI, or null where there is none
 */
public record Links(
    String self, String timeline, String events, String logs, @Nullable String temporal) {

  static Links of(String deployment, @Nullable String temporal) {
    String self = "/api/v1/deployments/" + deployment;
    return new Links(self, self + "/timeline", self + "/events", self + "/logs", temporal);
  }

  static @Nullable String temporal(@Nullable URI ui, String namespace, @Nullable Run run) {
    if (ui == null || run == null) {
      return null;
    }
    String base = ui.toString().replaceAll("/+$", "");
    return "%s/namespaces/%s/workflows/%s/%s/history"
        .formatted(base, word(namespace), word(run.workflowId()), word(run.runId()));
  }

  private static String word(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
