package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.EndLines;
import dev.windlass.cli.render.EnvironmentLines;
import dev.windlass.cli.render.EventLine;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.StatusBlock;
import dev.windlass.cli.render.Words;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Outcome;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a deployment or an environment stands. */
@Command(name = "status", description = "How a deployment or an environment stands.")
final class Status extends DeploymentVerb {

  @Option(names = "--watch", description = "Stay until it ends. Ctrl-C only stops watching.")
  private boolean watch;

  @Option(names = "--check", description = "End with the exit code of the deployment.")
  private boolean check;

  Status(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    if (watch) {
      return watch(server);
    }
    return isDeployment(reference())
        ? deployment(server.get("/deployments/" + reference()))
        : standing(environment(server));
  }

  /** A run that ended before anybody could watch it has ended all the same: it is told how. */
  private Exit watch(WindlassServer server) {
    if (isDeployment(reference())) {
      return Following.of(server, reference(), this);
    }
    JsonNode environment = environment(server);
    Optional<String> running = running(environment);
    if (running.isPresent()) {
      return Following.of(server, running.get(), this);
    }
    JsonNode last = environment.path("last");
    if (!last.hasNonNull("outcome")) {
      throw new UsageException(nothingRuns() + ", and nothing ever did");
    }
    if (!isJson()) {
      terminal().line(nothingRuns() + " any more; the last run:");
    }
    deployment(server.get("/deployments/" + last.path("number").asText()));
    return Exit.of(WindlassServer.read(last.get("outcome"), Outcome.class));
  }

  private Exit standing(JsonNode environment) {
    if (isJson()) {
      print(environment);
    } else if (!environment.hasNonNull("running")) {
      terminal().lines(EnvironmentLines.resting(environment, zone()));
    }
    if (environment.hasNonNull("running")) {
      return isJson()
          ? exit(status(environment.get("running")))
          : deployment(environment.get("running"));
    }
    return environment.path("dirty").asBoolean() && check ? Exit.FAILED : Exit.SUCCEEDED;
  }

  private Exit deployment(JsonNode seen) {
    DeploymentStatus status = status(seen);
    if (isJson()) {
      print(seen);
      return exit(status);
    }
    if (status == null) {
      terminal().line(EnvironmentLines.deployment(seen, zone()));
      remark(seen);
      terminal()
          .line(
              EnvironmentLines.isUnclosed(seen)
                  ? "next: windlass recover " + seen.path("environment").asText()
                  : "next: windlass doctor");
      return Exit.SUCCEEDED;
    }
    terminal()
        .lines(
            StatusBlock.of(status, over(status) ? status.since() : terminal().clock().instant()));
    status.timeline().stream()
        .filter(entry -> !EventLine.saysNothingNew(entry))
        .forEach(entry -> terminal().line(EventLine.of(entry, zone())));
    remark(seen);
    if (Exit.of(status) != null) {
      terminal().lines(EndLines.of(status, status.since()));
    } else {
      if (seen.path("links").hasNonNull("temporal")) {
        terminal().line("temporal: " + seen.get("links").get("temporal").asText());
      }
      terminal().line("next: windlass status " + reference() + " --watch");
    }
    return exit(status);
  }

  private void remark(JsonNode seen) {
    if (seen.hasNonNull("remark")) {
      terminal().lines(Words.wrap("remark: " + seen.get("remark").asText(), "  "));
    }
  }

  private static boolean over(DeploymentStatus status) {
    return status.outcome() != null;
  }

  private Exit exit(@Nullable DeploymentStatus status) {
    Exit exit = status == null || !check ? null : Exit.of(status);
    return Objects.requireNonNullElse(exit, Exit.SUCCEEDED);
  }

  private ZoneId zone() {
    return terminal().clock().getZone();
  }
}
