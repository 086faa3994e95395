package dev.windlass.worker.grant;

import static dev.windlass.worker.grant.GrantProperties.DEFAULT;

import dev.windlass.activities.grant.Asked;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.grant.NotGrantedException;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.grant.Secret;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Grants from the settings. With {@code everything}, a secret may also be a plain variable. */
public final class ConfiguredGrants implements Grants {

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9-]+");
  private final GrantProperties properties;
  private final SecretReader reader;

  public ConfiguredGrants(GrantProperties properties, SecretReader reader) {
    this.properties = properties;
    this.reader = reader;
  }

  @Override
  public Secret secret(Scope scope, String name) {
    require(secretProblems(scope, name, null));
    try {
      return reader.read(source(name));
    } catch (UnreadableSecretException e) {
      throw new NotGrantedException(new Problem("secret " + name, said(e), null));
    }
  }

  @Override
  public String identity(Scope scope, @Nullable String key) {
    String name = key == null ? DEFAULT : key;
    require(keyProblems(scope, name));
    return name;
  }

  @Override
  public List<String> knownHosts(Scope scope, @Nullable String name) {
    String wanted = name == null ? DEFAULT : name;
    require(pinProblems(scope, wanted, List.of()));
    Path file = properties.knownHosts().get(wanted);
    try {
      return Files.readAllLines(file == null ? Path.of("") : file);
    } catch (IOException e) {
      throw new NotGrantedException(unreadable(wanted, file, List.of()));
    }
  }

  @Override
  public List<Problem> problems(Scope scope, Asked asked) {
    List<Problem> problems = new ArrayList<>();
    asked.secrets().stream()
        .distinct()
        .forEach(name -> problems.addAll(secretProblems(scope, name, reader)));
    if (asked.ssh() != null) {
      problems.addAll(accessProblems(scope, asked.ssh(), asked.hosts()));
    }
    asked.hosts().forEach(host -> problems.addAll(hostProblems(scope, host)));
    asked.addresses().stream()
        .distinct()
        .forEach(address -> add(problems, scope, Asking.ADDRESS, address));
    return problems.stream().distinct().toList();
  }

  private List<Problem> accessProblems(Scope scope, SshAccess ssh, List<Host> hosts) {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(keyProblems(scope, ssh.key() == null ? DEFAULT : ssh.key()));
    String pins = ssh.knownHosts() == null ? DEFAULT : ssh.knownHosts();
    problems.addAll(pinProblems(scope, pins, hosts));
    if (ssh.jump() != null) {
      int at = ssh.jump().indexOf('@');
      add(problems, scope, Asking.USER, ssh.jump().substring(0, Math.max(at, 0)));
      add(problems, scope, Asking.HOST, ssh.jump().substring(at + 1).replaceFirst(":\\d+$", ""));
    }
    return problems;
  }

  private List<Problem> hostProblems(Scope scope, Host host) {
    List<Problem> problems = new ArrayList<>();
    add(problems, scope, Asking.HOST, host.name());
    add(problems, scope, Asking.USER, host.user());
    return problems;
  }

  private List<Problem> secretProblems(Scope scope, String name, @Nullable SecretReader trying) {
    List<Problem> problems = new ArrayList<>();
    add(problems, scope, Asking.SECRET, name);
    if (!properties.secrets().containsKey(name) && !properties.everything()) {
      String place = key(name) + ": {file: /etc/windlass/secrets/" + name + "}";
      problems.add(
          new Problem(
              "secret " + name,
              "the settings do not say where its value lives",
              Asking.settings("    secrets:\n      " + place)));
    }
    if (problems.isEmpty() && trying != null) {
      try {
        trying.read(source(name));
      } catch (UnreadableSecretException e) {
        problems.add(new Problem("secret " + name, said(e), null));
      }
    }
    return problems;
  }

  private List<Problem> keyProblems(Scope scope, String name) {
    List<Problem> problems = new ArrayList<>();
    add(problems, scope, Asking.KEY, name);
    if (!properties.keys().containsKey(name)) {
      String place = key(name) + ": {file: /etc/windlass/ssh/id_ed25519}";
      problems.add(
          new Problem(
              "SSH key " + name,
              "the settings do not say where it is",
              Asking.settings("    keys:\n      " + place)));
    }
    return problems;
  }

  private List<Problem> pinProblems(Scope scope, String name, List<Host> hosts) {
    List<Problem> problems = new ArrayList<>();
    add(problems, scope, Asking.KNOWN_HOSTS, name);
    Path file = properties.knownHosts().get(name);
    if (file == null) {
      String place = key(name) + ": /etc/windlass/ssh/known_hosts";
      problems.add(
          new Problem(
              "known_hosts file " + name,
              "the settings do not say where it is",
              Asking.settings("    known-hosts:\n      " + place)));
    } else if (!Files.isReadable(file)) {
      problems.add(unreadable(name, file, hosts));
    }
    return problems;
  }

  private void add(List<Problem> problems, Scope scope, Asking asking, String name) {
    boolean allowed =
        properties.everything()
            || properties.allow().stream().anyMatch(allow -> asking.isAllowed(allow, scope, name));
    if (!allowed) {
      problems.add(
          new Problem(
              asking == Asking.HOST ? name : "grants",
              asking.missing(scope, name),
              asking.grant(scope, name)));
    }
  }

  private GrantProperties.Source source(String name) {
    GrantProperties.Source source = properties.secrets().get(name);
    return source == null ? new GrantProperties.Source(variable(name), null, List.of()) : source;
  }

  /** For {@code everything}: the secret db-app is the variable WINDLASS_SECRET_DB_APP. */
  private static String variable(String name) {
    return "WINDLASS_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static Problem unreadable(String name, @Nullable Path file, List<Host> hosts) {
    return new Problem(
        "known_hosts file " + name,
        file + " cannot be read",
        hosts.isEmpty()
            ? "let the Windlass worker read it"
            : scans(hosts) + " >>" + file + "   (compare the fingerprints)");
  }

  /** One command per port, in the order of the hosts. */
  private static String scans(List<Host> hosts) {
    Map<Integer, List<String>> byPort = new LinkedHashMap<>();
    hosts.forEach(
        host -> byPort.computeIfAbsent(host.port(), port -> new ArrayList<>()).add(host.name()));
    List<String> scans = new ArrayList<>();
    byPort.forEach((port, names) ->
        scans.add("ssh-keyscan -t ed25519 -p " + port + " " + String.join(" ", names)));
    return scans.size() == 1 ? scans.getFirst() : "{ " + String.join("; ", scans) + "; }";
  }

  private static String said(UnreadableSecretException e) {
    return String.valueOf(e.getMessage());
  }

  private static String key(String name) {
    return PLAIN_KEY.matcher(name).matches() ? name : "\"[" + name + "]\"";
  }

  private static void require(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new NotGrantedException(problems);
    }
  }
}
