package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.terminal.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb that makes a plan of a release for an environment. */
abstract class PlanningVerb extends ApplicationVerb {

  @Parameters(
      index = "0",
      arity = "0..1", // a verb below this one has none
      paramLabel = "<environment>",
      description = "Where to.")
  private @Nullable String environment;

  @Option(
      names = "--artifact",
      paramLabel = "<file>",
      description = "A packed release (tar, tar.gz, tar.zst) that was built elsewhere.")
  private @Nullable Path artifact;

  @Option(
      names = "--revision",
      paramLabel = "<revision>",
      description = "A branch, tag or commit; with --artifact: what it was built from.")
  private @Nullable String revision;

  PlanningVerb(Terminal terminal) {
    super(terminal);
  }

  final String environment() {
    if (environment == null) {
      throw new UsageException("which environment? One of the file's is expected");
    }
    return environment;
  }

  /** Sends what the plan needs, and has it made. */
  final JsonNode plan(WindlassServer server) {
    apply(server);
    ObjectNode wanted = WindlassServer.object();
    if (artifact != null) {
      ObjectNode upload =
          wanted.putObject("artifact").put("digest", new ArtifactFile(artifact).sendTo(server));
      if (revision != null) {
        upload.put("revision", revision);
      }
    } else if (revision != null) {
      wanted.put("revision", revision);
    }
    return plan(server, wanted);
  }

  final JsonNode plan(WindlassServer server, JsonNode wanted) {
    return server.post(
        "/applications/%s/environments/%s/plans".formatted(application(), environment()), wanted);
  }
}
