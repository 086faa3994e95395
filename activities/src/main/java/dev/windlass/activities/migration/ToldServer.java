package dev.windlass.activities.migration;

import dev.windlass.workflows.migration.safety.ServerVersion;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.migration.safety.Terms.SchemaState;
import dev.windlass.workflows.plan.Database.Engine;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server that a framework's migrations are for, and what they find there.
 *
 * @param target null where nobody reads SQL for such a server
 * @param named as it was told, e.g. {@code mysql 10.11.6-MariaDB}
 */
record ToldServer(@Nullable Target target, String named, SchemaState schema) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z][A-Za-z0-9_]*) +(\\d\\S*)(?: +(.*))?");

  /** Drivers that put it before MariaDB's own version do so for old clients. */
  private static final String FOR_OLD_CLIENTS = "5.5.5-";

  private static final String EMPTY = "empty";

  /** One that is known for certain. */
  static ToldServer of(Target target, SchemaState schema) {
    return new ToldServer(target, target.toString(), schema);
  }

  /**
   * What a command says in its last line: driver and version, and {@code empty} where the schema
   * has no tables. Null when it says something else.
   */
  static @Nullable ToldServer said(String printed) {
    String last = printed.strip();
    last = last.substring(last.lastIndexOf('\n') + 1).strip();
    Matcher words = FORM.matcher(last);
    if (!words.matches()) {
      return null;
    }
    String version = words.group(2).replaceFirst("^" + Pattern.quote(FOR_OLD_CLIENTS), "");
    String rest = words.group(3) == null ? "" : words.group(3);
    Engine engine = engine(words.group(1).toLowerCase(Locale.ROOT), version);
    return new ToldServer(
        engine == null ? null : new Target(engine, ServerVersion.parse(version)),
        words.group(1) + " " + version,
        rest.equals(EMPTY) || rest.endsWith(" " + EMPTY) ? SchemaState.EMPTY : SchemaState.IN_USE);
  }

  private static @Nullable Engine engine(String driver, String version) {
    return switch (driver) {
      case "mariadb" -> Engine.MARIADB;
      case "mysql" ->
          version.toLowerCase(Locale.ROOT).contains("mariadb") ? Engine.MARIADB : Engine.MYSQL;
      case "pgsql", "postgres", "postgresql" -> Engine.POSTGRESQL;
      default -> null;
    };
  }
}
