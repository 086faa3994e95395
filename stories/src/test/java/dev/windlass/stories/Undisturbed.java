package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.stories.Visitors.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Visitors of a site during an act, who must not notice it: no answer fails, or names two versions;
 * some answers take three seconds, and such a one runs wherever php-fpm is reloaded.
 */
final class Undisturbed {
  private static final Pattern SLOW =
      Pattern.compile("slow (\\S+) (\\S+) on (\\S+) since ([0-9.]+)");
  private static final Duration TAKES = Duration.ofSeconds(3);
  private static final DateTimeFormatter LOG =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss", Locale.ENGLISH);

  private final PhpFleet fleet;
  private final PhpSite site;
  private final int perSecond;

  Undisturbed(PhpFleet fleet, PhpSite site, int perSecond) {
    this.fleet = fleet;
    this.site = site;
    this.perSecond = perSecond;
  }

  interface Act {
    void run() throws Exception;
  }

  /** Visits all the time that this takes, and some seconds before and after. */
  void during(String what, Act act) throws Exception {
    String during = " during %s of %s".formatted(what, site.framework());
    Instant began = Instant.now();
    Duration visited;
    Visitors quick = Visitors.at(site.at(fleet.balancer().address(), "/"), perSecond);
    List<Visitors> slow = slow();
    try {
      TimeUnit.SECONDS.sleep(4);
      act.run();
      TimeUnit.SECONDS.sleep(4);
      visited = Duration.between(began, Instant.now());
    } finally {
      quick.close();
      slow.forEach(Visitors::close);
    }
    assertPaced(during, visited, quick.all());
    List<Visit> slowOnes = slow.stream().flatMap(visitors -> visitors.all().stream()).toList();
    List<Visit> all = Stream.concat(quick.all().stream(), slowOnes.stream()).toList();
    assertNone("failed of %d answers".formatted(all.size()) + during, all, Visit::failed);
    assertNone("mixed of %d answers".formatted(all.size()) + during, all, Undisturbed::isMixed);
    assertOneRanAtEachReload(during, began, slowOnes);
  }

  /** Straight to each host besides, so that no chance of the balancer spares a reload. */
  private List<Visitors> slow() {
    List<Visitors> slow = new ArrayList<>();
    slow.add(Visitors.at(site.at(fleet.balancer().address(), "/slow"), fleet.web().size()));
    fleet.web().forEach(host -> slow.add(Visitors.at(site.at(host.address(), "/slow"), 1)));
    return slow;
  }

  private void assertPaced(String during, Duration visited, List<Visit> quick) {
    long seconds = visited.toSeconds();
    Proof.measured(
        "visits in %d s".formatted(seconds) + during, quick.size(), perSecond + " a second");
    assertThat(quick.size()).isGreaterThan((int) (perSecond * seconds * 0.9));
    Proof.measured(
        "longest wait for a quick answer" + during,
        quick.stream().mapToLong(Visit::millis).max().orElseThrow() + " ms",
        "none");
  }

  private static void assertNone(String what, List<Visit> all, Predicate<Visit> bad) {
    List<Visit> found = all.stream().filter(bad).toList();
    Proof.measured(what, found.size(), "0");
    assertThat(found).as(what).isEmpty();
  }

  private static boolean isMixed(Visit visit) {
    String version = visit.version();
    String body = visit.body().strip();
    return !visit.failed()
        && !body.equals("version %1$s of %1$s".formatted(version))
        && !body.startsWith("slow %1$s %1$s on ".formatted(version));
  }

  /** Times of the log have whole seconds, so the answer must have run for all of that second. */
  private void assertOneRanAtEachReload(String during, Instant began, List<Visit> slow)
      throws IOException {
    int reloads = 0;
    List<String> without = new ArrayList<>();
    for (OpenSshHost host : fleet.web()) {
      List<Instant> since = since(slow, host.address());
      for (Instant reload : reloads(host, began)) {
        reloads++;
        if (since.stream()
            .noneMatch(
                from -> !from.isAfter(reload) && from.plus(TAKES).isAfter(reload.plusSeconds(1)))) {
          without.add(host.address() + " at " + reload);
        }
      }
    }
    Proof.measured(
        "of %d reloads with no answer of 3 s under way".formatted(reloads) + during,
        without.size(),
        "0");
    assertThat(reloads).as("reloads").isGreaterThanOrEqualTo(fleet.web().size());
    assertThat(without).isEmpty();
  }

  private static List<Instant> since(List<Visit> slow, String address) {
    return slow.stream()
        .map(visit -> SLOW.matcher(visit.body().strip()))
        .filter(Matcher::matches)
        .filter(match -> match.group(3).equals(address))
        .map(match -> Instant.ofEpochMilli((long) (Double.parseDouble(match.group(4)) * 1000)))
        .toList();
  }

  private static List<Instant> reloads(OpenSshHost host, Instant began) throws IOException {
    return Files.readAllLines(host.seen("/var/log/php8.2-fpm.log")).stream()
        .filter(line -> line.contains("Reloading in progress"))
        .map(line -> LocalDateTime.parse(line.substring(1, 21), LOG))
        .map(time -> time.atZone(ZoneId.systemDefault()).toInstant())
        .filter(time -> !time.isBefore(began))
        .toList();
  }
}
