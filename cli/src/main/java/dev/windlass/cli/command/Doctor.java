package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.RefusedException;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.Words;
import dev.windlass.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what is missing. */
@Command(
    name = "doctor",
    description =
        "Looks at the server, its engine, and the hosts of an environment. Changes nothing.")
final class Doctor extends ApplicationVerb {

  @Parameters(
      arity = "0..1",
      paramLabel = "<environment>",
      description = "Also reach its hosts and check what it may use.")
  private @Nullable String environment;

  private final ObjectNode found = WindlassServer.object();
  private int problems;

  Doctor(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    ArrayNode lines = found.putArray("found");
    server(server, lines);
    if (environment != null) {
      hosts(server, lines, environment);
    }
    found.put("problems", problems);
    if (isJson()) {
      print(found);
      return problems == 0 ? Exit.SUCCEEDED : Exit.REFUSED;
    }
    lines.forEach(line -> Words.wrap(line.asText(), "         ").forEach(terminal()::line));
    terminal()
        .line(
            problems == 0
                ? "next: " + (environment == null ? "windlass doctor <environment>" : "nothing")
                : Words.count(problems, "problem") + ", nothing changed");
    if (problems > 0) {
      terminal().line("exit " + Exit.REFUSED.code());
    }
    return problems == 0 ? Exit.SUCCEEDED : Exit.REFUSED;
  }

  private void server(WindlassServer server, ArrayNode lines) {
    JsonNode health = server.health();
    String status = health.path("status").asText("unknown");
    lines.add(
        "server   %s (%s): %s"
            .formatted(server.settings().server(), server.settings().origin(), status));
    problems += status.equals("UP") ? 0 : 1;
    health
        .path("components")
        .properties()
        .forEach(part -> part(part.getKey(), part.getValue(), lines));
    try {
      JsonNode me = server.get("/whoami");
      lines.add("token    of " + me.path("name").asText());
      workers(server, lines);
    } catch (RefusedException refused) {
      problems++;
      lines.add("token    " + refused.getMessage() + " → export WINDLASS_TOKEN=…");
    }
  }

  /** Started is not enough: what is planned or deployed waits until one asks for work. */
  private void workers(WindlassServer server, ArrayNode lines) {
    JsonNode workers = server.get("/workers").path("workers");
    if (workers.isArray() && workers.isEmpty()) {
      problems++;
      lines.add("workers  none asks for work; all runs wait → windlass worker");
    } else if (workers.isArray()) {
      lines.add("workers  " + Words.count(workers.size(), "worker"));
    }
  }

  private void engine(JsonNode details, ArrayNode lines) {
    boolean durable = details.path("durable").asBoolean();
    lines.add(
        durable
            ? "engine   durable: " + details.path("message").asText()
            : "engine   in memory: runs are lost when the server ends → windlass up");
    problems += durable ? 0 : 1;
  }

  private void part(String name, JsonNode part, ArrayNode lines) {
    String status = part.path("status").asText();
    JsonNode details = part.path("details");
    if (!status.equals("UP")) {
      problems++;
    }
    if (name.equals("engine") && status.equals("UP")) {
      engine(details, lines);
    } else if (!status.equals("UP")) {
      lines.add("%-8s %s%s".formatted(name, status, details.isEmpty() ? "" : " " + details));
    }
  }

  /** The plan of a set-up reaches every host, asks for every grant, and changes nothing. */
  private void hosts(WindlassServer server, ArrayNode lines, String where) {
    try {
      apply(server);
      JsonNode plan =
          server.post(
              "/applications/%s/environments/%s/plans".formatted(application(), where),
              WindlassServer.object().put("setup", true));
      lines.add(
          "hosts    %s reached, keys pinned, users and secrets granted"
              .formatted(Words.count(plan.path("plan").path("hosts").size(), "host")));
      plan.path("plan").path("found").path("remarks").forEach(one -> lines.add(line(one)));
    } catch (RefusedException refused) {
      if (refused.errors().isEmpty()) {
        problems++;
        lines.add("hosts    " + refused.getMessage());
      }
      for (JsonNode problem : refused.errors()) {
        problems++;
        lines.add(line(problem));
      }
    }
  }

  private static String line(JsonNode problem) {
    return "%-8s %s%s"
        .formatted(
            problem.path("where").asText(problem.path("path").asText()),
            problem.path("what").asText(problem.path("found").asText()),
            problem.hasNonNull("mend") ? " → " + problem.get("mend").asText() : "");
  }
}
