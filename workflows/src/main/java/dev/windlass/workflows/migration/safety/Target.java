package dev.windlass.workflows.migration.safety;

import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Database.Engine;
import java.util.Locale;

/** The server that scripts are meant for. */
public record Target(Engine engine, ServerVersion version) {

  /** A target from a version as the server says it. */
  public static Target of(Database.Engine engine, String version) {
    return new Target(engine, ServerVersion.parse(version));
  }

  boolean postgres() {
    return engine == Engine.POSTGRESQL;
  }

  /** Whether it is this engine, of this version or a later one. */
  boolean from(Engine other, int major, int minor) {
    return engine == other && version.compareTo(new ServerVersion(major, minor)) >= 0;
  }

  /** Whether it is this engine, of an earlier version. */
  boolean before(Engine other, int major, int minor) {
    return engine == other && version.compareTo(new ServerVersion(major, minor)) < 0;
  }

  /** A name as the server compares it: PostgreSQL folds what is not quoted. */
  String fold(Token name) {
    return postgres() && name.kind() == Token.Kind.WORD
        ? name.text().toLowerCase(Locale.ROOT)
        : name.text();
  }

  /**
   * Whether the content of an executable comment of this number is run; both engines take the
   * number as five or six digits of major, minor and patch.
   */
  boolean runs(int number) {
    // MariaDB skips what MySQL 5.7 and later write for themselves.
    boolean foreign = engine == Engine.MARIADB && number >= 50700 && number <= 99999;
    return !foreign && number <= version.major() * 10000 + version.minor() * 100 + 99;
  }

  /** For people, e.g. {@code mariadb 10.11}. */
  @Override
  public String toString() {
    return engine.name().toLowerCase(Locale.ROOT) + " " + version;
  }
}
