package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.cli.client.RefusedException;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Words;
import dev.windlass.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A verb about an application: named, or the one of the file. */
abstract class ApplicationVerb extends ClientVerb {

  @Option(
      names = {"-a", "--application"},
      paramLabel = "<name>",
      description = "The application; else the one of the file.")
  private @Nullable String application;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "<file>",
      defaultValue = "windlass.yaml",
      description = "The file (${DEFAULT-VALUE}).")
  private Path file = Path.of("windlass.yaml");

  ApplicationVerb(Terminal terminal) {
    super(terminal);
  }

  /** The application's name. */
  final String application() {
    return application == null ? specification().application() : application;
  }

  final Path file() {
    return file;
  }

  final Specification specification() {
    return SpecificationReader.read(text());
  }

  /** The text of the file. */
  final String text() {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UsageException(
          file + " cannot be read; name the application with -a, or the file with -f");
    }
  }

  /** Brings the file to the server when it differs from what the server has. */
  final void apply(WindlassServer server) {
    if (application != null && !Files.exists(file)) {
      return;
    }
    String name = specification().application();
    if (application != null && !application.equals(name)) {
      return; // another application than that of the file which happens to lie here
    }
    String yaml = text();
    if (yaml.equals(known(server, name))) {
      return;
    }
    JsonNode change = server.putFile(name, yaml);
    if (!isJson()) {
      terminal().line(applied(change));
      remarks(change);
    }
  }

  /** What of a file does not happen by itself. */
  final void remarks(JsonNode change) {
    for (JsonNode remark : change.path("remarks")) {
      Words.wrap("remark: " + remark.asText(), "  ").forEach(terminal()::line);
    }
  }

  /** {@code file version 4 of shop; changed: staging}. */
  final String applied(JsonNode change) {
    StringBuilder environments = new StringBuilder();
    change.path("changed").forEach(each -> environments.append(' ').append(each.asText()));
    return "file: version %d of %s%s"
        .formatted(
            change.path("version").asInt(),
            change.path("application").asText(),
            environments.isEmpty() ? "; no environment changed" : "; changed:" + environments);
  }

  /** The plan's page, but for what to type next: that is being done. */
  final void show(JsonNode plan) {
    if (!isJson()) {
      plan.path("text")
          .asText()
          .lines()
          .filter(line -> !line.startsWith("next:"))
          .forEach(terminal()::line);
    }
  }

  private static @Nullable String known(WindlassServer server, String name) {
    try {
      return server.get("/applications/" + name).path("yaml").asText();
    } catch (RefusedException refused) {
      if (refused.status() == 404) {
        return null;
      }
      throw refused;
    }
  }
}
