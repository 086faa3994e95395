package dev.windlass.workflows.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One machine.
 *
 * @param name as the file writes it; also its address
 * @param port of SSH
 * @param user of SSH
 * @param roles duties, e.g. {@code web}, {@code queue}; {@link #BALANCER} for balancer hosts
 * @param zone network zone whose workers reach it, or null for the central ones
 */
public record Host(String name, int port, String user, List<String> roles, @Nullable String zone) {

  public static final String WEB = "web";
  public static final String BALANCER = "balancer";

  public Host {
    roles = List.copyOf(roles);
  }

  public boolean has(String role) {
    return roles.contains(role);
  }

  /** Balancer-only hosts get no release. */
  public boolean takesReleases() {
    return roles.stream().anyMatch(role -> !role.equals(BALANCER));
  }
}
