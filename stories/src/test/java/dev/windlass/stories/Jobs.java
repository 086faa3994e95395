package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Jobs of a second, sent faster than they are worked off, so that one runs whenever the workers
 * change. Each notes which release's code began and ended it.
 */
final class Jobs {
  private final PhpFleet fleet;
  private final PhpSite site;
  private final String name;
  private final CompletableFuture<Void> feeder;
  private volatile boolean enough;
  private volatile int sent;

  private Jobs(PhpFleet fleet, PhpSite site, String name) {
    this.fleet = fleet;
    this.site = site;
    this.name = name;
    this.feeder = CompletableFuture.runAsync(this::feed, Thread::startVirtualThread);
  }

  /** Begins to send jobs of this name, which no others have. */
  static Jobs feed(PhpFleet fleet, PhpSite site, String name) {
    return new Jobs(fleet, site, name);
  }

  private void feed() {
    try {
      while (!enough) {
        send();
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("a job could not be sent", e);
    }
  }

  private void send() throws IOException, InterruptedException {
    int first = sent + 1;
    fleet.on(
        fleet.queue(),
        "sudo -u deploy sh -c 'cd %s/current && php %s %s:note %4$s-%5$d %4$s-%6$d'"
            .formatted(site.home(), console(), site.application(), name, first, first + 1));
    sent = first + 1;
  }

  private String console() {
    return site.framework().equals("laravel") ? "artisan" : "bin/console";
  }

  private String log() {
    return site.home()
        + (site.framework().equals("laravel")
            ? "/shared/storage/app/jobs"
            : "/shared/var/log/jobs");
  }

  /**
   * Sends two more, waits for all, and says which version worked off each; fails where one was
   * begun twice or ended by another version.
   */
  Map<String, String> workedOff() throws Exception {
    enough = true;
    feeder.join();
    send();
    String told =
        fleet.on(
            fleet.queue(),
            "timeout 120 sh -c 'until [ \"$(grep -c \"^%2$s-.* ends\" %1$s)\" -ge %3$d ]; do sleep 1; done'; grep ^%2$s- %1$s"
                .formatted(log(), name, sent));
    Map<String, String> begun = new LinkedHashMap<>();
    Map<String, String> ended = new LinkedHashMap<>();
    for (String line : told.lines().toList()) {
      String[] words = line.split(" ", 3);
      String before = (words[1].equals("begins") ? begun : ended).put(words[0], words[2]);
      assertThat(before).as("%s %s twice", words[0], words[1]).isNull();
    }
    assertThat(ended).as(told).isEqualTo(begun).hasSize(sent);
    return ended;
  }
}
