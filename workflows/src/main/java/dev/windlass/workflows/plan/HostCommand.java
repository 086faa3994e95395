package dev.windlass.workflows.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command line for {@code sh} on a host, run in the release directory unless it says otherwise.
 * Placeholders: {@code {release}} (id), {@code {path}}, {@code {host}}, {@code {revision}}; the
 * values that replace them are quoted.
 *
 * @param name for people, e.g. {@code composer}, {@code php-fpm}
 * @param as another user, by {@code sudo -n}; null for the SSH user
 * @param roles hosts that run it; empty for every release host
 */
public record HostCommand(String name, String line, @Nullable String as, List<String> roles) {

  public HostCommand {
    roles = List.copyOf(roles);
  }

  public boolean runsOn(Host host) {
    return roles.isEmpty() || roles.stream().anyMatch(host::has);
  }
}
