package dev.windlass.api.plan;

import dev.windlass.api.specification.Migrations;
import dev.windlass.workflows.plan.HostCommand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long statements of a framework's own command may take: PostgreSQL's client library tells it
 * to the server at the beginning of each session.
 */
record CommandLimits(Migrations.Limits declared) {

  private static final String HEAD = "export PGOPTIONS=\"$PGOPTIONS";
  private static final String END = "\"; ";

  /** The line with them before it; null where there is no line. */
  @Nullable String on(@Nullable String line) {
    return line == null || declared.areNone()
        ? line
        : HEAD
            + setting("lock_timeout", declared.lockTimeout())
            + setting("statement_timeout", declared.statementTimeout())
            + END
            + line;
  }

  private static String setting(String name, @Nullable Duration limit) {
    return limit == null ? "" : " -c " + name + "=" + limit.toMillis();
  }

  /** The line as the file has it. */
  static String without(HostCommand command) {
    String line = command.line();
    return line.startsWith(HEAD) ? line.substring(line.indexOf(END) + END.length()) : line;
  }
}
