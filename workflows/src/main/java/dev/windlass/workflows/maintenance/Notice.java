package dev.windlass.workflows.maintenance;

import java.time.Duration;
import java.util.List;

/**
 * What visitors are told, and who gets through.
 *
 * @param retryAfter to the second
 * @param allow addresses and networks
 */
public record Notice(String message, Duration retryAfter, List<String> allow, List<Bypass> bypass) {

  public Notice {
    allow = List.copyOf(allow);
    bypass = List.copyOf(bypass);
  }
}
