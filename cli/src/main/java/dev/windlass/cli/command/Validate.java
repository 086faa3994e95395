package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.api.plan.Remark;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.api.specification.StandingWatch;
import dev.windlass.api.specification.Strategy;
import dev.windlass.api.specification.source.SpecificationException;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.Words;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.workflows.contract.WindlassJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads the file, without a server. */
@Command(
    name = "validate",
    description = "Reads the file and says everything that is wrong with it. Asks no server.")
final class Validate implements Callable<Integer> {

  @Option(
      names = {"-f", "--file"},
      paramLabel = "<file>",
      defaultValue = "windlass.yaml",
      description = "The file (${DEFAULT-VALUE}).")
  private Path file = Path.of("windlass.yaml");

  @Option(names = "--json", description = "The same facts as JSON.")
  private boolean json;

  private final Terminal terminal;

  Validate(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isReadable(file)) {
      throw new UsageException(file + " cannot be read; name another with -f");
    }
    try {
      String yaml = Files.readString(file);
      good(SpecificationReader.read(yaml), Remark.of(yaml));
      return Exit.SUCCEEDED.code();
    } catch (SpecificationException bad) {
      bad(bad);
      return Exit.USAGE.code();
    }
  }

  private void good(Specification specification, List<Remark> remarks) {
    if (json) {
      ObjectNode answer = WindlassServer.object().put("application", specification.application());
      specification.environments().keySet().forEach(answer.putArray("environments")::add);
      answer.putArray("problems");
      answer.set("remarks", WindlassJson.mapper().valueToTree(remarks));
      terminal.line(answer.toPrettyString());
      return;
    }
    String environments =
        specification.environments().entrySet().stream()
            .map(Validate::words)
            .collect(Collectors.joining(", "));
    String name = specification.environments().keySet().iterator().next();
    terminal.lines(
        Words.wrap(
            "%s is good. %s: %s".formatted(file, specification.application(), environments), "  "));
    remarks.forEach(remark -> terminal.lines(Words.wrap(remark.toString(), "              ")));
    terminal.line("next: windlass plan " + name);
  }

  private static String words(Map.Entry<String, Environment> entry) {
    Environment environment = entry.getValue();
    String strategy =
        switch (environment.strategy()) {
          case Strategy.Atomic _ -> "atomic";
          case Strategy.Standard _, Strategy.StandardByDefault _ -> "standard";
          case Strategy.Canary canary ->
              "canary"
                  + canary.ramp().stream()
                      .map(step -> " " + step.weight())
                      .collect(Collectors.joining());
        };
    String watched =
        environment.standingWatch() instanceof StandingWatch.Every standing
            ? ", watched every " + Words.duration(standing.every())
            : "";
    return "%s (%s, %s%s)"
        .formatted(
            entry.getKey(), Words.count(environment.allHosts().size(), "host"), strategy, watched);
  }

  private void bad(SpecificationException bad) {
    if (json) {
      terminal.line(
          WindlassServer.object()
              .set("problems", WindlassJson.mapper().valueToTree(bad.problems()))
              .toPrettyString());
      return;
    }
    terminal.error(
        "%s: %s, nothing sent".formatted(file, Words.count(bad.problems().size(), "problem")));
    bad.problems().stream()
        .flatMap(problem -> Words.wrap("  " + problem, "         ").stream())
        .forEach(terminal::error);
    terminal.error("exit " + Exit.USAGE.code());
  }
}
