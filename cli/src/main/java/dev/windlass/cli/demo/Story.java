package dev.windlass.cli.demo;

import static dev.windlass.workflows.deployment.Outcome.SUCCEEDED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.EndLines;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.cli.watch.Watch;
import dev.windlass.sandbox.demo.DemoSite;
import dev.windlass.sandbox.demo.ShopVersion;
import dev.windlass.sandbox.fleet.Visitors;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Three versions and a drill, told through the API as any client would do it. */
final class Story {

  private static final int REQUESTS_PER_SECOND = 40;

  private final Terminal terminal;
  private final DemoSite site;
  private final WindlassServer server;
  private final Path directory;
  private final Claims claims;
  private @Nullable Visitors visitors;

  Story(Terminal terminal, DemoSite site, WindlassServer server, Path directory) {
    this.terminal = terminal;
    this.site = site;
    this.server = server;
    this.directory = directory;
    this.claims = new Claims(site, terminal);
  }

  /** All of it; a chapter that goes wrong is the last. */
  Exit tell() throws IOException {
    server.putFile(DemoSite.APPLICATION, site.file());
    chapter("set up four empty hosts");
    boolean good = claims.add("empty hosts were set up", ended(run(plan("setup")), SUCCEEDED));
    if (good) {
      chapter("deploy version 1, the first");
      DeploymentStatus first = run(deploy(ShopVersion.ONE));
      good = claims.add("version 1 went live on empty hosts", ended(first, SUCCEEDED));
    }
    if (good) {
      try (Visitors trickle =
          Visitors.of(site.fleet().ends().publicUrl(), "X-Version", REQUESTS_PER_SECOND)) {
        visitors = trickle;
        canaries(trickle);
      }
      drill();
    }
    return claims.print();
  }

  private void drill() throws IOException {
    chapter("a backup of the database, and a drill: does it come back?");
    Optional<String> lack = site.lacksForDumps();
    if (lack.isPresent()) {
      terminal.line("left out: " + lack.get());
    } else {
      new DrillAct(terminal, server, claims).tell();
    }
  }

  private void canaries(Visitors trickle) throws IOException {
    chapter("canary version 2: 10 % of the visitors, 50 %, a gate, all of them");
    DeploymentStatus second = run(deploy(ShopVersion.TWO));
    claims.add("version 2 was ramped to everybody", ended(second, SUCCEEDED));
    if (!claims.add("its gate was answered through the API", Claims.isApproved(second))) {
      return;
    }
    chapter("canary version 3, which breaks under load");
    DeploymentStatus third = run(deploy(ShopVersion.FAULTY));
    claims.add(
        "version 3 was rolled back by itself, because of check up",
        Claims.isRolledBackBy(third, "up"));
    claims.hosts(second.release());
    claims.visitors(trickle);
  }

  private void chapter(String what) {
    terminal.line("");
    terminal.line("== " + what);
  }

  private JsonNode deploy(ShopVersion version) throws IOException {
    Path archive = version.pack(directory);
    String digest = digest(archive);
    server.upload(archive, digest);
    ObjectNode wanted = WindlassServer.object();
    wanted
        .putObject("artifact")
        .put("digest", digest)
        .put("revision", "version-" + version.version());
    return plan(wanted);
  }

  private JsonNode plan(String key) {
    return plan(WindlassServer.object().put(key, true));
  }

  private JsonNode plan(JsonNode wanted) {
    return server.post(
        "/applications/%s/environments/%s/plans"
            .formatted(DemoSite.APPLICATION, DemoSite.ENVIRONMENT),
        wanted);
  }

  /** Shows the plan, starts it, watches it to its end. */
  private DeploymentStatus run(JsonNode plan) {
    plan.path("text")
        .asText()
        .lines()
        .filter(line -> !line.startsWith("next:"))
        .forEach(terminal::line);
    JsonNode started =
        server.post(
            "/deployments",
            WindlassServer.object().put("plan", plan.path("hash").asText()),
            UUID.randomUUID().toString());
    String deployment = started.path("id").asText();
    DeploymentStatus status;
    try (var view = new StoryView(terminal, server, deployment, visitors)) {
      status = Watch.follow(server, deployment, view);
    }
    EndLines.of(status, status.since()).stream()
        .filter(line -> !line.startsWith("next:"))
        .forEach(terminal::line);
    return status;
  }

  private static boolean ended(DeploymentStatus status, Outcome outcome) {
    return status.outcome() == outcome;
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
