package dev.windlass.cli.command;

import dev.windlass.api.specification.source.SpecificationException;
import dev.windlass.cli.client.RefusedException;
import dev.windlass.cli.client.UnreachableException;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.ProblemLines;
import dev.windlass.cli.render.Words;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.workflows.fleet.Problem;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What is printed when a verb could not do its work, and the exit code of that. */
final class Failures implements IExecutionExceptionHandler {

  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    boolean json = command.getCommand() instanceof ClientVerb verb && verb.isJson();
    Exit exit =
        switch (failure) {
          case RefusedException refused -> refused(refused, json);
          case UsageException usage ->
              said(Exit.USAGE, text(usage), "windlass " + command.getCommandName() + " --help");
          case SpecificationException bad ->
              said(
                  Exit.USAGE,
                  "the file cannot be used, nothing sent: " + text(bad),
                  "windlass validate");
          case UnreachableException away ->
              said(
                  Exit.FAILED,
                  text(away),
                  "windlass up starts a server here; --server names another");
          default -> internal(failure);
        };
    if (!json) {
      terminal.error("exit " + exit.code());
    }
    return exit.code();
  }

  private Exit refused(RefusedException refused, boolean json) {
    Exit exit =
        refused.isBadInput() ? Exit.USAGE : refused.status() >= 500 ? Exit.FAILED : Exit.REFUSED;
    if (json) {
      terminal.line(refused.problem().toPrettyString());
      return exit;
    }
    String head = exit == Exit.FAILED ? "" : "refused: ";
    Words.wrap(head + refused.getMessage(), "  ").forEach(terminal::error);
    List<Problem> problems = new ArrayList<>();
    refused
        .errors()
        .forEach(error ->
            problems.add(
                error.has("where")
                    ? new Problem(
                        error.path("where").asText(),
                        error.path("what").asText(),
                        error.hasNonNull("mend") ? error.get("mend").asText() : null)
                    : new Problem(
                        error.path("line").asText() + ":" + error.path("column").asText(),
                        error.path("path").asText()
                            + ": "
                            + error.path("found").asText()
                            + ", expected "
                            + error.path("expected").asText(),
                        error.hasNonNull("suggestion")
                            ? "did you mean " + error.get("suggestion").asText() + "?"
                            : null)));
    ProblemLines.of(problems).forEach(terminal::error);
    if (refused.next() != null) {
      terminal.error("next: " + refused.next());
    } else if (refused.status() == 401) {
      terminal.error("next: export WINDLASS_TOKEN=…, or `windlass token create` by an admin");
    }
    return exit;
  }

  private static String text(Exception failure) {
    return String.valueOf(failure.getMessage());
  }

  private Exit said(Exit exit, String text, String next) {
    text.lines().flatMap(line -> Words.wrap(line, "  ").stream()).forEach(terminal::error);
    terminal.error("next: " + next);
    return exit;
  }

  private Exit internal(Exception failure) {
    terminal.error("windlass failed: " + failure);
    if (System.getenv("WINDLASS_DEBUG") == null) {
      terminal.error("next: the same with WINDLASS_DEBUG=1 shows where");
    } else {
      for (StackTraceElement element : failure.getStackTrace()) {
        terminal.error("  at " + element);
      }
    }
    return Exit.FAILED;
  }
}
