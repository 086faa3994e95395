package dev.windlass.cli.demo;

import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.sandbox.demo.DemoSite;
import dev.windlass.sandbox.demo.ShopVersion;
import dev.windlass.sandbox.fleet.Fleet;
import dev.windlass.sandbox.fleet.Visitors;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.Answer;
import dev.windlass.workflows.deployment.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the demo says that happened, each with whether it did. */
final class Claims {

  private record Claim(String text, boolean holds) {}

  private final DemoSite site;
  private final Terminal terminal;
  private final List<Claim> claims = new ArrayList<>();

  Claims(DemoSite site, Terminal terminal) {
    this.site = site;
    this.terminal = terminal;
  }

  /** Notes it; returns whether it holds. */
  boolean add(String text, boolean holds) {
    claims.add(new Claim(text, holds));
    return holds;
  }

  static boolean isApproved(DeploymentStatus status) {
    return status.gates().stream().anyMatch(gate -> gate.answer() == Answer.APPROVED);
  }

  static boolean isRolledBackBy(DeploymentStatus status, String check) {
    return status.outcome() == Outcome.ROLLED_BACK
        && status.reason() != null
        && check.equals(status.reason().subject());
  }

  /** Links, processes and weights are those of that release. */
  void hosts(String release) throws IOException {
    Fleet fleet = site.fleet();
    boolean links = true;
    boolean answers = true;
    for (String host : fleet.ends().webHosts()) {
      Path current = fleet.directory().resolve(host).resolve("shop/current");
      links &= current.toRealPath().endsWith(release);
      answers &= release.equals(answering(host, fleet.ends().webPort()));
    }
    add("current points to " + release + " on all hosts again", links);
    add("and that is what their processes answer", answers);
    String split = Files.readString(fleet.splitCommand().resolveSibling("shop.split"));
    add("the balancer sends nobody to a canary", split.contains("weight=0\n"));
  }

  private static String answering(String host, int port) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI page = URI.create("http://" + host + ":" + port + "/");
      var answer = http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
      return answer.headers().firstValue("X-Release").orElse("");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Nobody was lost, and only the faulty version answered badly. */
  void visitors(Visitors visitors) {
    visitors.close();
    int all = visitors.counts().values().stream().mapToInt(Visitors.Count::all).sum();
    int failed = visitors.counts().values().stream().mapToInt(Visitors.Count::failed).sum();
    String faulty = ShopVersion.FAULTY.version();
    int byFaulty = visitors.count(faulty).failed();
    terminal.line("");
    terminal.line(StoryView.words(visitors));
    add(
        "%d of %d requests failed, all of them answered by version %s itself"
            .formatted(failed, all, faulty),
        failed == byFaulty && visitors.count(Visitors.NOBODY).all() == 0 && all > 0);
    add("version 3 really had visitors", visitors.count(faulty).all() > 0);
  }

  /** Prints all; succeeds when each holds. */
  Exit print() {
    terminal.line("");
    terminal.line("== what happened");
    claims.forEach(claim -> terminal.line(" " + (claim.holds() ? "✓ " : "✗ ") + claim.text()));
    return claims.stream().allMatch(Claim::holds) ? Exit.SUCCEEDED : Exit.FAILED;
  }
}
