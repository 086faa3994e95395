package dev.windlass.activities.fleet;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.RuntimeVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the programs that a release runs on are there and new enough, as the SSH user has them.
 */
final class RuntimesLook {

  private static final String SCRIPT = HostInspector.script("runtimes.sh");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private RuntimesLook() {}

  static List<Problem> at(InspectHosts request, RemoteHost remote, Host host) {
    List<RuntimeVersion> wanted = request.requires();
    if (wanted == null || !host.takesReleases()) {
      return List.of();
    }
    String[] names = wanted.stream().map(RuntimeVersion::name).toArray(String[]::new);
    String printed =
        HostInspector.heard(remote, RemoteCommand.of(SCRIPT, names).withTimeout(LIMIT), host);
    return problems(host, wanted, printed);
  }

  /** What the script's output means. Pure. */
  static List<Problem> problems(Host host, List<RuntimeVersion> wanted, String printed) {
    Map<String, String> found = new LinkedHashMap<>();
    printed
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(words -> words.length == 2 && !words[1].isBlank())
        .forEach(words -> found.put(words[0], words[1]));
    return wanted.stream()
        .map(one -> problem(host, one, found.get(one.name())))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Problem problem(
      Host host, RuntimeVersion wanted, @Nullable String found) {
    String name = wanted.name();
    String install =
        "install %s %s or newer, or lower requires.%1$s".formatted(name, wanted.atLeast());
    if (found == null) {
      return new Problem(
          host.name(),
          "there is no %s for %s, needs %s".formatted(name, host.user(), wanted.atLeast()),
          install);
    }
    return isOlder(found, wanted.atLeast())
        ? new Problem(
            host.name(), "%s is %s, needs %s".formatted(name, found, wanted.atLeast()), install)
        : null;
  }

  /** Part by part; a part that the wanted version leaves out is of no matter. */
  private static boolean isOlder(String found, String atLeast) {
    return Arrays.compare(parts(found, atLeast), parts(atLeast, atLeast)) < 0;
  }

  private static int[] parts(String version, String asLongAs) {
    // Java 8 calls itself 1.8.
    String[] numbers = version.replaceFirst("^1\\.(?=[5-8]\\b)", "").split("\\.", -1);
    int[] parts = new int[asLongAs.split("\\.", -1).length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          i < numbers.length && numbers[i].matches("[0-9]{1,9}") ? Integer.parseInt(numbers[i]) : 0;
    }
    return parts;
  }
}
