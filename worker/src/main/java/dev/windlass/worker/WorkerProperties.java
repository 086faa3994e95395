package dev.windlass.worker;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this worker serves.
 *
 * @param zones network zones whose hosts it reaches, beside the central queue
 * @param activities most activities at once on each queue
 */
@ConfigurationProperties("windlass.worker")
public record WorkerProperties(
    @DefaultValue List<String> zones, @DefaultValue("200") int activities) {
  public WorkerProperties {
    zones = List.copyOf(zones);
  }
}
