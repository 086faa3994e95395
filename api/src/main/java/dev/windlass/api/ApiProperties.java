package dev.windlass.api;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the doors.
 *
 * @param data directory for the first token and uploads
 * @param temporalUi where Temporal's own pages are, or null where there are none
 * @param maxArtifact largest upload
 * @param maxFile largest {@code windlass.yaml}
 * @param production names of environments whose files only an admin changes
 * @param firstToken the admin token of an empty store, for demo and tests; null: one is made and
 *     written to {@code first-token} in the data directory
 */
@ConfigurationProperties("windlass.api")
public record ApiProperties(
    @DefaultValue("data") Path data,
    @Nullable URI temporalUi,
    @DefaultValue("2GB") DataSize maxArtifact,
    @DefaultValue("256KB") DataSize maxFile,
    @DefaultValue("production") List<String> production,
    @Nullable String firstToken) {

  public ApiProperties {
    production = List.copyOf(production);
  }

  /** The settings without the token, so that a log of them gives nothing away. */
  @Override
  public String toString() {
    return "ApiProperties[data=" + data + ", temporalUi=" + temporalUi + "]";
  }
}
