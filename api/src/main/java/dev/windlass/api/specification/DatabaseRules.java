package dev.windlass.api.specification;

import dev.windlass.api.specification.source.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Each environment has a database of its own: a migration that is tried must not be the real one.
 */
final class DatabaseRules {

  private static final String LOOPBACK = "localhost|127\\..*";

  private DatabaseRules() {}

  static void judge(List<Site> sites, Problems problems) {
    Map<String, String> owners = new HashMap<>();
    for (Site site : sites) {
      if (!site.sound("database")
          || !(site.environment().database() instanceof Database.Direct direct)) {
        continue;
      }
      String owner = owners.putIfAbsent(identity(direct), site.name());
      if (owner != null) {
        problems.add(
            site.at("database", engine(direct)),
            "%s, which %s has already".formatted(direct.address(), owner),
            "a database of its own for " + site.name());
      }
    }
  }

  /** The same for two ways to write the same: a port that is the usual one may be left out. */
  private static String identity(Database.Direct direct) {
    String[] place = direct.address().toLowerCase(Locale.ROOT).split("/", 2);
    String[] host = place[0].split(":", 2);
    String port = host.length == 2 ? host[1] : usualPort(direct);
    String through = direct.access().through();
    // Through a tunnel it is that host's own.
    String at = host[0].matches(LOOPBACK) && through != null ? through + " " + host[0] : host[0];
    return at + ":" + port + "/" + place[1];
  }

  private static String usualPort(Database.Direct direct) {
    return direct instanceof Database.PostgreSql ? "5432" : "3306";
  }

  private static String engine(Database.Direct direct) {
    return switch (direct) {
      case Database.MariaDb _ -> "mariadb";
      case Database.MySql _ -> "mysql";
      case Database.PostgreSql _ -> "postgresql";
    };
  }
}
