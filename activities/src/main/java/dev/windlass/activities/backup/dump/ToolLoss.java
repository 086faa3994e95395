package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.workflows.plan.Database;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a tool ended badly: of itself, or because what it talks to was lost. What is not known to be
 * a loss is the tool's own word, so that nobody waits for what never comes.
 */
final class ToolLoss {

  /** As a shell tells of a tool that was ended by a signal: 128 and the signal's number. */
  private static final int SIGNALLED = 128;

  /**
   * Numbers of MariaDB and MySQL: no connection (2002, 2003, 2005, 2026), lost (2006, 2013, 2055),
   * too many (1040, 1203, 1226), shutting down (1053, 1927), killed (1317), locks (1205, 1213), and
   * a table that was changed in the snapshot (1412).
   */
  private static final Set<Integer> MARIADB =
      Set.of(
          1040, 1053, 1203, 1205, 1213, 1226, 1317, 1412, 1927, 2002, 2003, 2005, 2006, 2013, 2026,
          2055);

  /** As the tools write them: {@code error: 2002:}, {@code Error 2013:}, {@code gone (2006)}. */
  private static final Pattern NUMBER = Pattern.compile("[Ee]rror:? (\\d{4})\\b|\\((\\d{4})\\)");

  /** The library of PostgreSQL's tools has no numbers; its words are untranslated here. */
  private static final Pattern POSTGRESQL =
      Pattern.compile(
          String.join(
              "|",
              "Connection refused",
              "Connection timed out",
              "Connection reset",
              "No route to host",
              "Network is unreachable",
              "timeout expired",
              "could not translate host name",
              "server closed the connection unexpectedly",
              "terminating connection",
              "no connection to the server",
              "SSL SYSCALL error",
              "the database system is",
              "too many clients already",
              "too many connections",
              "connection slots are reserved",
              "canceling statement due to (?:lock timeout|conflict with recovery|user request)",
              "deadlock detected"));

  private ToolLoss() {}

  /**
   * @param errors the end of what it wrote to standard error
   */
  static Reason reason(Database.Engine engine, Ending ending, String errors) {
    return isCutOff(ending) || isLost(engine, errors) ? Reason.LOST : Reason.TOOL_FAILED;
  }

  /** Not ended by itself: its host goes down, or its connection is gone. */
  static boolean isCutOff(Ending ending) {
    return !(ending instanceof Ending.Exited(int code)) || code > SIGNALLED;
  }

  private static boolean isLost(Database.Engine engine, String errors) {
    if (engine == Database.Engine.POSTGRESQL) {
      return POSTGRESQL.matcher(errors).find();
    }
    Matcher numbers = NUMBER.matcher(errors);
    while (numbers.find()) {
      String number = numbers.group(1) == null ? numbers.group(2) : numbers.group(1);
      if (MARIADB.contains(Integer.valueOf(number))) {
        return true;
      }
    }
    return false;
  }
}
