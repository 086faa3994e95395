package dev.windlass.api.plan;

import dev.windlass.workflows.plan.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Short names of hosts: {@code web-1..4} instead of four names with their domain. */
final class Names {

  private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,9})");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");
  private static final int SHOWN = 4;

  private final boolean withDomain;

  private Names(Stream<String> hosts) {
    List<String> names = hosts.toList();
    withDomain = names.stream().map(Names::label).distinct().count() < names.size();
  }

  /** Domains are left out as long as that leaves the hosts' names distinct. */
  Names(List<Host> hosts) {
    this(hosts.stream().map(Host::name));
  }

  static Names of(List<String> hosts) {
    return new Names(hosts.stream());
  }

  /** At most {@value #SHOWN} names or ranges, then how many more. */
  String brief(List<String> hosts) {
    List<String> runs = runs(hosts);
    if (runs.size() <= SHOWN) {
      return String.join(" ", runs);
    }
    return String.join(" ", runs.subList(0, SHOWN - 1)) + " … (" + hosts.size() + ")";
  }

  private List<String> runs(List<String> hosts) {
    List<String> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= hosts.size(); i++) {
      if (i == hosts.size() || !follows(name(hosts.get(i - 1)), name(hosts.get(i)))) {
        runs.add(run(name(hosts.get(from)), name(hosts.get(i - 1))));
        from = i;
      }
    }
    return runs;
  }

  private static String run(String first, String last) {
    Matcher number = NUMBERED.matcher(last);
    return first.equals(last) || !number.matches() ? first : first + ".." + number.group(2);
  }

  private static boolean follows(String one, String next) {
    Matcher a = NUMBERED.matcher(one);
    Matcher b = NUMBERED.matcher(next);
    return a.matches()
        && b.matches()
        && a.group(1).equals(b.group(1))
        && a.group(2).length() <= b.group(2).length()
        && Integer.parseInt(a.group(2)) + 1 == Integer.parseInt(b.group(2));
  }

  private String name(String host) {
    return withDomain ? host : label(host);
  }

  private static String label(String host) {
    return ADDRESS.matcher(host).matches() || host.indexOf('.') < 0
        ? host
        : host.substring(0, host.indexOf('.'));
  }
}
