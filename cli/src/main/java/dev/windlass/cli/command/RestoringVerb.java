package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb that restores a backup: shows the plan, asks, and begins exactly what was shown. */
abstract class RestoringVerb extends ApplicationVerb {

  @Parameters(index = "0", paramLabel = "<environment>", description = "Of which environment.")
  private String environment = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<backup>",
      description = "Id of a backup, or latest.")
  private @Nullable String backup;

  @Option(
      names = "--at",
      paramLabel = "<moment>",
      description = "The newest backup taken before, e.g. 2026-11-21T02:00:00Z.")
  private @Nullable String at;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  private final String word;

  RestoringVerb(Terminal terminal, String word) {
    super(terminal);
    this.word = word;
  }

  /**
   * What such a verb says.
   *
   * @param question before it begins
   * @param declined what was not done, where the answer is no
   * @param begun what has begun
   * @param note behind what to type when it has; may be empty
   */
  record Wording(String question, String declined, String begun, String note) {}

  final String environment() {
    return environment;
  }

  /** Whether a backup was named, or a moment. */
  final boolean isChosen() {
    return backup != null || at != null;
  }

  /** The choice, as the server takes it; the newest backup where none was made. */
  final ObjectNode choice() {
    ObjectNode wanted = WindlassServer.object();
    if (backup != null || at == null) {
      wanted.put("backup", backup == null ? "latest" : backup);
    }
    if (at != null) {
      wanted.put("at", at);
    }
    return wanted;
  }

  /**
   * Plans what is wanted, asks and begins.
   *
   * @param options what has to be typed again beside the backup, for the same plan
   */
  final Exit begin(
      WindlassServer server, ObjectNode wanted, List<String> options, Wording wording) {
    apply(server);
    JsonNode plan = server.post(path() + "/plan", wanted);
    if (!isJson()) {
      plan.path("text").forEach(line -> terminal().line(line.asText()));
    }
    if (!yes && !terminal().agrees(wording.question())) {
      terminal().line(wording.declined() + "; nothing changed");
      terminal().line("next: " + typed(plan, options) + " --yes");
      return Exit.REFUSED;
    }
    JsonNode begun = server.post(path(), agreed(wanted, plan));
    if (isJson()) {
      print(begun);
      return Exit.SUCCEEDED;
    }
    terminal().line(wording.begun() + " begun as " + begun.path("workflowId").asText());
    terminal().line("next: windlass restore " + environment + wording.note());
    return Exit.SUCCEEDED;
  }

  private String typed(JsonNode plan, List<String> options) {
    String chosen = "windlass %s %s %s".formatted(word, environment, plan.path("backup").asText());
    return String.join(" ", Stream.concat(Stream.of(chosen), options.stream()).toList());
  }

  /** Exactly what was shown, also when a newer backup has come meanwhile. */
  private static ObjectNode agreed(ObjectNode wanted, JsonNode plan) {
    wanted.put("backup", plan.path("backup").asText()).remove("at");
    if (plan.hasNonNull("codePlan")) {
      wanted.withObject("/emergency").put("codePlan", plan.path("codePlan").asText());
    }
    return wanted.put("plan", plan.path("hash").asText());
  }

  /** Where the server has the environment's restores. */
  final String path() {
    return "/applications/%s/environments/%s/restores".formatted(application(), environment);
  }
}
