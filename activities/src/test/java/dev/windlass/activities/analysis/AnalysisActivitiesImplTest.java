package dev.windlass.activities.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.workflows.analysis.AnalysisActivities;
import dev.windlass.workflows.analysis.AnalysisActivities.Analyse;
import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.JsonField;
import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.analysis.Rule;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.plan.Backend;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisActivitiesImplTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path temporary = Path.of("/nowhere");
  private final Engine engine = new Engine();
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicInteger asked = new AtomicInteger();
  private TestFleet fleet = new TestFleet(temporary);
  private AnalysisActivities activities = implementation();
  private @Nullable HttpServer server;
  private volatile String document = "";

  @BeforeEach
  void start() {
    fleet = new TestFleet(temporary);
    activities = engine.of(AnalysisActivities.class, implementation());
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.stop(0);
    }
    engine.close();
    fleet.close();
  }

  @Test
  void measuresAtItsPaceUntilTheWindowEnds() throws Exception {
    Host web = fleet.host("web");
    AnalysisReport report = analyse(web, http(null), Instant.now().plusMillis(1000));
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.checks().getFirst().counts().pass()).isBetween(3, 6);
  }

  @Test
  void endsAtOnceWhenMoreHaveFailedThanMay() throws Exception {
    Host web = fleet.host("web");
    status.set(500);
    Instant began = Instant.now();
    AnalysisReport report = analyse(web, http(null), began.plusSeconds(60));
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
    CheckReport decisive = report.decisive();
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    if (decisive == null) {
      throw new AssertionError("no decisive check");
    }
    assertThat(decisive.host()).isEqualTo(web.name());
    assertThat(decisive.detail()).contains("status 500").contains("expected 200");
    assertThat(decisive.counts().fail()).isEqualTo(2);
  }

  @Test
  void measuresOnceWhenTheWindowIsOverAlready() throws Exception {
    analyse(fleet.host("web"), http(null), Instant.EPOCH);
    assertThat(asked).hasValue(1);
  }

  @Test
  void sendsThePublicNameAndTheBearer() throws Exception {
    fleet.grants.with("smoke", "t0ken");
    AnalysisReport report = analyse(fleet.host("web"), http("smoke"), Instant.EPOCH);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void saysOfATokenThatNoHeaderCanCarryWhyAndNotWhatItIs() throws Exception {
    fleet.grants.with("smoke", "t0ken\nof two lines").with("app", "x");
    CheckReport check =
        analyse(fleet.host("web"), http("smoke"), Instant.EPOCH).checks().getFirst();
    assertThat(check.counts().error()).isEqualTo(1);
    assertThat(check.detail()).contains("line ends").doesNotContain("t0ken");
  }

  @Test
  void tellsNoSecretThatACommandPrints() throws Exception {
    fleet.grants.with("app", "5ecret");
    Host web = fleet.host("web");
    Path path = Path.of(fleet.layout().path());
    Files.createDirectories(path.resolve("releases/r1"));
    Files.createSymbolicLink(path.resolve("current"), Path.of("releases/r1"));
    Probe probe = new Probe.Command("echo APP=5ecret; exit 1", 0, null, Duration.ofSeconds(10));
    CheckReport check = analyse(web, probe, Instant.EPOCH).checks().getFirst();
    assertThat(check.detail()).contains("APP=[REDACTED]").doesNotContain("5ecret");
  }

  @Test
  void callsAnErrorWhatCouldNotBeMeasuredAndBadWhatIsClosed() throws Exception {
    Host web = fleet.host("web");
    Probe closed = new Probe.Tcp(1, SECOND);
    assertThat(verdict(web, closed)).isEqualTo(Verdict.FAIL);
    assertThat(verdict(web, new Probe.Tcp(web.port(), SECOND))).isEqualTo(Verdict.PASS);
    assertThat(verdict(web, http("not granted"))).isEqualTo(Verdict.ERROR);
  }

  @Test
  void runsACommandInTheLiveRelease() throws Exception {
    Host web = fleet.host("web");
    Path path = Path.of(fleet.layout().path());
    Files.createDirectories(path.resolve("releases/r1"));
    Files.createSymbolicLink(path.resolve("current"), Path.of("releases/r1"));
    Files.writeString(path.resolve("current/state"), "running");
    Duration time = Duration.ofSeconds(10);
    assertThat(verdict(web, new Probe.Command("cat state", 0, "running", time)))
        .isEqualTo(Verdict.PASS);
    assertThat(verdict(web, new Probe.Command("cat state", 0, "stopped", time)))
        .isEqualTo(Verdict.FAIL);
    assertThat(verdict(web, new Probe.Command("exit 3", 0, null, time))).isEqualTo(Verdict.FAIL);
  }

  @Test
  void failsWhenALogGrowsByWhatItMustNotSay() throws Exception {
    fleet.grants.with("app", "5ecret");
    Host web = fleet.host("web");
    Path path = Path.of(fleet.layout().path());
    Path release = Files.createDirectories(path.resolve("releases/r1"));
    Files.createSymbolicLink(path.resolve("current"), Path.of("releases/r1"));
    Files.writeString(release.resolve("app.log"), "ERROR of the release before\n");
    Probe log = new Probe.Log("*.log", "ERROR", 1, Duration.ofMinutes(1), SECOND.multipliedBy(10));
    assertThat(analyse(web, log, Instant.now().plusSeconds(1)).verdict()).isEqualTo(Verdict.PASS);

    Files.writeString(release.resolve("grows"), "");
    Thread application =
        Thread.startVirtualThread(() -> grow(release.resolve("app.log"), release.resolve("grows")));
    AnalysisReport report = analyse(web, log, Instant.now().plusSeconds(60));
    Files.delete(release.resolve("grows"));
    application.join();

    CheckReport check = report.checks().getFirst();
    assertThat(check.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(check.detail())
        .matches("[0-9]+ new lines match, the last: ERROR of this one, expected at most 1");
  }

  private static void grow(Path log, Path asLong) {
    try {
      while (Files.exists(asLong)) {
        Files.writeString(log, "ERROR of this one\n", StandardOpenOption.APPEND);
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readsAHealthDocument() throws Exception {
    fleet.grants.with("app", "5ecret");
    Host web = fleet.host("web");
    document = "{\"status\": \"ok\", \"queue\": {\"waiting\": 120}}";
    assertThat(verdict(web, health(new JsonField("status", "ok", null, null))))
        .isEqualTo(Verdict.PASS);
    CheckReport check =
        analyse(
                web,
                health(new JsonField("queue.waiting", null, BigDecimal.valueOf(100), null)),
                Instant.EPOCH)
            .checks()
            .getFirst();
    assertThat(check.counts().fail()).isEqualTo(1);
    assertThat(check.detail()).endsWith("queue.waiting is 120, expected at most 100");

    document = "<html>";
    assertThat(verdict(web, health(new JsonField("status", "ok", null, null))))
        .isEqualTo(Verdict.FAIL);
  }

  private static Probe health(JsonField field) {
    return new Probe.Http(
        "/health",
        Probe.Target.HOSTS,
        200,
        null,
        null,
        null,
        null,
        Duration.ofSeconds(5),
        List.of(field));
  }

  private Verdict verdict(Host host, Probe probe) throws IOException {
    CheckReport check = analyse(host, probe, Instant.EPOCH).checks().getFirst();
    return check.counts().error() > 0
        ? Verdict.ERROR
        : check.counts().fail() > 0 ? Verdict.FAIL : Verdict.PASS;
  }

  private AnalysisReport analyse(Host host, Probe probe, Instant until) throws IOException {
    Rule rule = new Rule(Duration.ofMillis(200), 1, 2, 0, 0, Rule.OnNoData.EXTEND);
    Check check = new Check("up", probe, rule, Check.Severity.FAIL, List.of("web"));
    Layout layout = fleet.layout();
    return activities.analyse(
        new Analyse(
            fleet.change(1),
            "10 %",
            List.of(check),
            fleet.group(host),
            fleet.group(host),
            layout,
            new Backend("http", serve(host)),
            "https://shop.example",
            until,
            List.of("app")));
  }

  private int serve(Host host) throws IOException {
    if (server == null) {
      server = HttpServer.create(new InetSocketAddress(host.name(), 0), 0);
      server.createContext(
          "/up",
          exchange -> {
            asked.incrementAndGet();
            boolean named = "shop.example".equals(exchange.getRequestHeaders().getFirst("Host"));
            String bearer = exchange.getRequestHeaders().getFirst("Authorization");
            boolean known = bearer == null || bearer.equals("Bearer t0ken");
            exchange.sendResponseHeaders(named && known ? status.get() : 421, -1);
            exchange.close();
          });
      server.createContext(
          "/health",
          exchange -> {
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }
    return server.getAddress().getPort();
  }

  private static Probe http(@Nullable String bearer) {
    return new Probe.Http(
        "/up", Probe.Target.HOSTS, 200, null, null, null, bearer, Duration.ofSeconds(5), null);
  }

  private AnalysisActivitiesImpl implementation() {
    return new AnalysisActivitiesImpl(
        fleet.grants, fleet.sessions(), fleet.http(), new SimpleMeterRegistry());
  }
}
