package dev.windlass.worker.grant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code windlass.grants} in {@code windlass-worker.yaml}.
 *
 * @param everything whether every application may use all that is here; for one person alone
 * @param secrets where the value of each name lives
 * @param keys SSH keys by name; {@code default} is used when a file names none
 * @param knownHosts files of pinned host keys by name; {@code default} likewise
 * @param allow who may use what
 */
@ConfigurationProperties("windlass.grants")
public record GrantProperties(
    @DefaultValue("false") boolean everything,
    @DefaultValue Map<String, Source> secrets,
    @DefaultValue Map<String, Key> keys,
    @DefaultValue Map<String, Path> knownHosts,
    @DefaultValue List<Allow> allow) {

  static final String DEFAULT = "default";

  public GrantProperties {
    secrets = Map.copyOf(secrets);
    keys = Map.copyOf(keys);
    knownHosts = Map.copyOf(knownHosts);
    allow = List.copyOf(allow);
  }

  /** Where a value lives: exactly one of the three. */
  public record Source(
      @Nullable String environment, @Nullable Path file, @DefaultValue List<String> command) {
    public Source {
      command = List.copyOf(command);
    }
  }

  /**
   * @param file private key
   * @param passphrase name of a secret, or null
   * @param agent socket of an ssh-agent, instead of a file
   */
  public record Key(@Nullable Path file, @Nullable String passphrase, @Nullable Path agent) {}

  /** Every list holds patterns in which {@code *} stands for any text; an empty one allows none. */
  public record Allow(
      @DefaultValue List<String> applications,
      @DefaultValue List<String> environments,
      @DefaultValue List<String> secrets,
      @DefaultValue List<String> keys,
      @DefaultValue List<String> knownHosts,
      @DefaultValue List<String> users,
      @DefaultValue List<String> hosts,
      @DefaultValue List<String> addresses) {
    public Allow {
      applications = List.copyOf(applications);
      environments = List.copyOf(environments);
      secrets = List.copyOf(secrets);
      keys = List.copyOf(keys);
      knownHosts = List.copyOf(knownHosts);
      users = List.copyOf(users);
      hosts = List.copyOf(hosts);
      addresses = List.copyOf(addresses);
    }
  }
}
