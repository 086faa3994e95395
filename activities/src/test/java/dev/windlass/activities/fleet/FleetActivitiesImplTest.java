package dev.windlass.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.parts.Ports;
import dev.windlass.workflows.fleet.FleetActivities;
import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.KillOperations;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.fleet.ProveRelease;
import dev.windlass.workflows.fleet.PruneJobs;
import dev.windlass.workflows.fleet.RunHostJob;
import dev.windlass.workflows.fleet.ShipArtifact;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.Backend;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Proof;
import dev.windlass.workflows.plan.ReleaseSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetActivitiesImplTest {

  @TempDir private Path temporary;
  private final Engine engine = new Engine();
  private final Engine another = new Engine();
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));
  private FleetActivities activities = new FleetActivitiesImpl(fleet.parts());

  @BeforeEach
  void start() {
    fleet = new TestFleet(temporary);
    activities = engine.of(FleetActivities.class, new FleetActivitiesImpl(fleet.parts()));
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
    another.close();
    fleet.close();
  }

  @Test
  void readsTheFormerStateInOneLook() throws Exception {
    Host web = fleet.host("web");
    Layout layout = fleet.layout();
    Path path = Path.of(layout.path());
    for (String id : List.of("20261120-9", "20261120-10", "20261121-1")) {
      Files.createDirectories(path.resolve("releases").resolve(id));
      Files.writeString(path.resolve("releases/" + id + "/REVISION"), "rev-" + id + "\n");
    }
    Files.createSymbolicLink(path.resolve("current"), Path.of("releases/20261120-10"));
    Files.createDirectories(path.resolve(".windlass"));
    Files.writeString(path.resolve(".windlass/fence"), "41\n");

    HostRow row = inspect(web, layout, 0);

    assertThat(row.problems()).isEmpty();
    HostFacts facts = Objects.requireNonNull(row.facts());
    assertThat(facts.live()).isEqualTo("20261120-10");
    assertThat(facts.liveRevision()).isEqualTo("rev-20261120-10");
    assertThat(facts.releases()).containsExactly("20261120-9", "20261120-10", "20261121-1");
    assertThat(facts.fence()).isEqualTo(41);
    assertThat(facts.freeBytes()).isPositive();
    assertThat(facts.bootId())
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
    assertThat(facts.initStarted()).matches("[0-9]+");
  }

  @Test
  void tellsAllProblemsOfAHostAtOnce() throws Exception {
    Host web = fleet.host("web");
    Layout layout = fleet.layout(new Layout.Shared("config/.env", Layout.Kind.FILE));
    Files.createDirectories(Path.of(layout.current()));

    assertThat(inspect(web, layout, Long.MAX_VALUE).problems())
        .extracting(Problem::what)
        .satisfiesExactly(
            space -> assertThat(space).contains("MB free, needs"),
            set -> assertThat(set).contains("releases does not exist"),
            current -> assertThat(current).contains("is a directory, not a link"),
            file -> assertThat(file).contains("shared/config/.env is missing"));
  }

  @Test
  void asksAHostThatOnlyBalancesForNoRelease() throws Exception {
    Host balancer = fleet.host(Host.BALANCER);
    Layout layout = fleet.layout(new Layout.Shared("config/.env", Layout.Kind.FILE));

    assertThat(inspect(balancer, layout, Long.MAX_VALUE).problems()).isEmpty();
  }

  @Test
  void givesEveryHostItsRowWhenOneIsGone() throws Exception {
    Host here = fleet.host("web");
    Host gone = new Host("127.0.0.199", Ports.free(), "root", List.of("web"), null);
    Layout layout = fleet.layout();
    InspectHosts request =
        new InspectHosts(
            "shop",
            "production",
            fleet.group(gone, here),
            layout,
            0,
            InspectHosts.Mode.SETUP,
            List.of(),
            null,
            null,
            null);

    assertThat(activities.inspect(request).rows())
        .extracting(HostRow::host, HostRow::result)
        .containsExactly(tuple("127.0.0.199", Result.UNREACHABLE), tuple(here.name(), Result.DONE));
  }

  @Test
  void bringsTheArtifactOnceAndCheckedToTheHost() throws Exception {
    Host web = fleet.host("web");
    Layout layout = fleet.layout();
    var artifact = artifact("artifact");
    var request = new ShipArtifact(fleet.change(1), fleet.group(web), layout, artifact);

    assertThat(activities.ship(request).rows().getFirst().result()).isEqualTo(Result.DONE);
    assertThat(activities.ship(request).rows().getFirst().result()).isEqualTo(Result.DONE);
    assertThat(Path.of(layout.own(), "artifacts", artifact.digest())).hasContent("artifact");
  }

  @Test
  void bringsAJobsArtifactInTheSameVisitBeforeItRuns() throws Exception {
    Layout layout = fleet.layout();
    var artifact = artifact("shop");
    String line = "cat .windlass/artifacts/" + artifact.digest() + " > unpacked";
    RunHostJob bare = job(fleet.host("web"), layout, line, 0);
    HostJob bringing = bare.job().bringing(artifact);

    activities.run(new RunHostJob(bare.change(), bare.group(), layout, bringing, 1, null));

    assertThat(Path.of(layout.path(), "unpacked")).hasContent("shop");
  }

  private ReleaseSource.Artifact artifact(String text) throws Exception {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(temporary.resolve("a.tar"), content);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    fleet.artifact(digest, file);
    return new ReleaseSource.Artifact(digest, content.length, ArchiveForm.TAR, "x");
  }

  @Test
  void runsAJobOnceHoweverOftenTheEngineAsks() throws Exception {
    Host web = fleet.host("web");
    Layout layout = fleet.layout();
    RunHostJob job = job(web, layout, "echo {release} >> ran; echo told", 0);

    assertThat(activities.run(job).rows().getFirst().result()).isEqualTo(Result.DONE);
    assertThat(activities.run(job).rows().getFirst().result()).isEqualTo(Result.DONE);
    assertThat(Path.of(layout.path(), "ran")).hasContent("r1");
    assertThat(fleet.logs).anyMatch(chunk -> chunk.text().contains("told"));

    activities.run(job(web, layout, "echo {release} >> ran", 1));
    assertThat(Path.of(layout.path(), "ran")).hasContent("r1\nr1");
  }

  @Test
  void namesTheCommandThatFailedItsExitAndItsLastWords() throws Exception {
    HostRow row =
        activities
            .run(job(fleet.host("web"), fleet.layout(), "echo boom >&2; exit 7", 0))
            .rows()
            .getFirst();

    assertThat(row.result()).isEqualTo(Result.FAILED);
    assertThat(row.command()).isEqualTo("build");
    assertThat(row.exit()).isEqualTo(7);
    assertThat(row.detail()).contains("boom");
  }

  @Test
  void namesTheCommandAndItsExitAlsoWhereNoWordsAreLeft() throws Exception {
    RunHostJob silent = job(fleet.host("web"), fleet.layout(), "exit 7", 0);

    assertThat(activities.run(silent).rows().getFirst().detail())
        .startsWith("build ended with exit 7 and said nothing, or the disk is too full");
  }

  @Test
  void showsASecretToItsCommandOnly() throws Exception {
    fleet.grants.with("db", "it's \"5ecret\" $x");
    Host web = fleet.host("web");
    Layout layout = fleet.layout();
    var secret = List.of(new EnvironmentVariable("DB", null, "db"));
    var lines =
        List.of(
            new HostJob.Line(
                "own", "printf %s \"$DB\" > own; echo $DB", null, null, secret, List.of()),
            HostJob.Line.of("other", "printf '%s' \"[${DB-none}]\" > other"));
    HostJob job = new HostJob("build", lines, Duration.ofSeconds(20), false);

    activities.run(new RunHostJob(fleet.change(1), fleet.group(web), layout, job, 0, null));

    assertThat(Path.of(layout.path(), "own")).hasContent("it's \"5ecret\" $x");
    assertThat(Path.of(layout.path(), "other")).hasContent("[none]");
    assertThat(fleet.logs).noneMatch(chunk -> chunk.text().contains("5ecret"));
  }

  @Test
  void tellsNoSecretThatACommandFoundWhereItRan() throws Exception {
    fleet.grants.with("db", "it's \"5ecret\" $x");
    Host web = fleet.host("web");
    Layout layout = fleet.layout();
    String line = "printf '%s\\n' 'DB=\"it'\\''s \\\"5ecret\\\" \\$x\"'; exit 3";
    HostJob job =
        new HostJob("reload", List.of(HostJob.Line.of("r", line)), Duration.ofSeconds(20), true);

    HostRow row =
        activities
            .run(new RunHostJob(fleet.change(1), fleet.group(web), layout, job, 0, List.of("db")))
            .rows()
            .getFirst();
    HostRow unknown =
        activities
            .run(new RunHostJob(fleet.change(1), fleet.group(web), layout, job, 1, List.of("no")))
            .rows()
            .getFirst();

    assertThat(row.detail()).isEqualTo("DB=\"[REDACTED]\"");
    assertThat(unknown.exit()).as("goes on without telling").isEqualTo(3);
    assertThat(row.detail() + unknown.detail() + fleet.logs).doesNotContain("5ecret");
  }

  @Test
  void goesOnFollowingWhenTheConnectionIsLost() throws Exception {
    Host web = fleet.host("web");
    Layout layout = fleet.layout();
    RunHostJob job =
        job(web, layout, "touch begun; while [ ! -e go ]; do sleep 0.1; done; echo x >> ran", 0);
    CompletableFuture<HostRow> row =
        CompletableFuture.supplyAsync(() -> activities.run(job).rows().getFirst());
    Awaitility.await().until(() -> Files.exists(Path.of(layout.path(), "begun")));
    fleet.process(web).dropConnections();
    Files.createFile(Path.of(layout.path(), "go"));

    assertThat(row.get().result()).isEqualTo(Result.DONE);
    assertThat(Path.of(layout.path(), "ran")).hasContent("x");
  }

  @Test
  void killsWhatRunsAndKeepsItFromComingLate() throws Exception {
    // The test's engine runs one activity at a time, so the kill needs another.
    FleetActivities elsewhere =
        another.of(FleetActivities.class, new FleetActivitiesImpl(fleet.parts()));
    Host web = fleet.host("web");
    Layout layout = fleet.layout();
    RunHostJob job = job(web, layout, "touch begun; sleep 60; touch finished", 0);
    CompletableFuture<HostRow> row =
        CompletableFuture.supplyAsync(() -> activities.run(job).rows().getFirst());
    Awaitility.await().until(() -> Files.exists(Path.of(layout.path(), "begun")));
    HostRow killed =
        elsewhere
            .kill(
                new KillOperations(
                    fleet.change(1),
                    fleet.group(web),
                    layout,
                    List.of(
                        new KillOperations.Step("build", 0), new KillOperations.Step("build", 1))))
            .rows()
            .getFirst();

    assertThat(killed.result()).isEqualTo(Result.DONE);
    assertThat(row.get().result()).isIn(Result.FAILED, Result.REFUSED);
    assertThat(activities.run(job(web, layout, "touch late", 1)).rows().getFirst().result())
        .isEqualTo(Result.REFUSED);
    assertThat(Path.of(layout.path(), "late")).doesNotExist();
  }

  @Test
  void countsWhatJobsLeaveAndPrunesThatOfEarlierChanges() throws Exception {
    Host web = fleet.host("web");
    Layout layout = fleet.layout();
    activities.run(job(web, layout, "true", 0));
    activities.run(job(web, layout, "true", 1));
    assertThat(Objects.requireNonNull(inspect(web, layout, 0).facts()).jobs()).isEqualTo(2);

    PruneJobs prune = new PruneJobs(fleet.change(2), fleet.group(web), layout);
    activities.pruneJobs(prune);
    assertThat(Objects.requireNonNull(inspect(web, layout, 0).facts()).jobs())
        .as("nothing keeps them from starting anew")
        .isEqualTo(2);

    HostJob later = job(web, layout, "true", 0).job();
    activities.run(new RunHostJob(fleet.change(2), fleet.group(web), layout, later, 0, null));
    activities.pruneJobs(prune);
    assertThat(Objects.requireNonNull(inspect(web, layout, 0).facts()).jobs()).isEqualTo(1);
  }

  @Test
  void provesTheReleaseByItsLinkAndItsAnswer() throws Exception {
    Host web = fleet.host("web");
    Layout layout = fleet.layout();
    Files.createDirectories(Path.of(layout.release("r1")));
    HttpServer server = HttpServer.create(new InetSocketAddress(web.name(), 0), 0);
    server.createContext(
        "/up",
        exchange -> {
          exchange.getResponseHeaders().add("X-Release", "r0");
          exchange.sendResponseHeaders(200, -1);
        });
    server.start();
    Backend backend = new Backend("http", server.getAddress().getPort());
    ProveRelease request =
        new ProveRelease(
            fleet.change(1),
            fleet.group(web),
            layout,
            backend,
            new Proof("/up", "X-Release"),
            Duration.ofMillis(300));

    assertThat(activities.prove(request).rows().getFirst().detail())
        .isEqualTo("current is missing, expected r1");
    Files.createSymbolicLink(Path.of(layout.current()), Path.of("releases/r1"));
    assertThat(activities.prove(request).rows().getFirst().detail())
        .contains("/up answered 200 with X-Release 'r0', expected r1 or 4f2c9a1");
    server.stop(0);
  }

  private HostRow inspect(Host host, Layout layout, long needs) {
    HostGroup group = fleet.group(host);
    return activities
        .inspect(
            new InspectHosts(
                "shop",
                "production",
                group,
                layout,
                needs,
                InspectHosts.Mode.DEPLOY,
                List.of(),
                null,
                null,
                null))
        .rows()
        .getFirst();
  }

  private RunHostJob job(Host host, Layout layout, String line, int attemptGroup) {
    HostJob job =
        new HostJob(
            "build", List.of(HostJob.Line.of("build", line)), Duration.ofSeconds(30), false);
    return new RunHostJob(fleet.change(1), fleet.group(host), layout, job, attemptGroup, null);
  }
}
