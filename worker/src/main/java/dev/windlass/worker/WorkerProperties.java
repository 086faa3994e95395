package dev.windlass.worker;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this worker serves.
 *
 * @param zones network zones whose hosts it reaches, beside the central queue
 * @param activities most activities at once on each queue
 * @param scratchRefused names and addresses of database servers on which no drill may restore
 *     anything, whatever a file says; {@code *} stands for any text
 */
@ConfigurationProperties("windlass.worker")
public record WorkerProperties(
    @DefaultValue List<String> zones,
    @DefaultValue("200") int activities,
    @DefaultValue List<String> scratchRefused) {
  public WorkerProperties {
    zones = List.copyOf(zones);
    scratchRefused = List.copyOf(scratchRefused);
  }
}
