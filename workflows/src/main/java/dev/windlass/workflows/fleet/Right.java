package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Host;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the user of SSH must be allowed to do, so that a deployment does not find out half
 * way that it may not.
 *
 * @param as another user, as whom {@code sudo -n} must run the command; null for the SSH user
 * @param command words, with {@code {path}} and {@code {host}}, and {@link #ANY} where they differ
 *     from time to time; empty where it is only about the directory
 * @param directory where this is asked only if the SSH user may not write in it, or null
 * @param hosts names of the hosts that it is about; empty for all
 * @param roles of the hosts that it is about; empty for all
 */
public record Right(
    @Nullable String as,
    String command,
    @Nullable String directory,
    List<String> hosts,
    List<String> roles) {

  /** Stands for words that nobody knows yet. */
  public static final String ANY = "*";

  public Right {
    hosts = List.copyOf(hosts);
    roles = List.copyOf(roles);
  }

  public boolean isAskedOn(Host host) {
    return (hosts.isEmpty() || hosts.contains(host.name()))
        && (roles.isEmpty() || roles.stream().anyMatch(host::has));
  }
}
