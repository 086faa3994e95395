package dev.windlass.activities.grant;

import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a plan wants to use.
 *
 * @param secrets names of secrets
 * @param ssh key and pins by name, and the jump host; null when no host is reached
 * @param hosts with the users that log in there
 * @param addresses {@code host:port} of databases and of probes, other than the hosts themselves
 */
public record Asked(
    List<String> secrets, @Nullable SshAccess ssh, List<Host> hosts, List<String> addresses) {

  public Asked {
    secrets = List.copyOf(secrets);
    hosts = List.copyOf(hosts);
    addresses = List.copyOf(addresses);
  }

  public static Asked secrets(List<String> names) {
    return new Asked(names, null, List.of(), List.of());
  }

  public static Asked hosts(SshAccess ssh, List<Host> hosts) {
    return new Asked(List.of(), ssh, hosts, List.of());
  }
}
