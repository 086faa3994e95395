package dev.windlass.api.specification;

import dev.windlass.api.specification.source.Node;
import java.util.Objects;
import java.util.stream.Stream;

/** A probe needs something to measure and something to compare it with. */
final class CheckRules {

  private CheckRules() {}

  static void judge(Site site) {
    if (site.node().get("checks") instanceof Node.Mapping) {
      site.environment().checks().forEach((name, check) -> check(site, name, check));
    }
  }

  private static void check(Site site, String name, Check check) {
    HostRules.roles(site, check.rule().roles(), "checks", name, "roles");
    if (check.rule().every().isZero() || check.rule().timeout().isZero()) {
      site.problem("0s", "every and timeout above 0s", "checks", name);
    }
    switch (check) {
      case Check.Http http -> http(site, name, http);
      case Check.Sql sql -> sql(site, name, sql);
      case Check.Log log -> log(site, name, log);
      case Check.Tcp _, Check.Command _, Check.Capacity _ -> {}
    }
  }

  private static void http(Site site, String name, Check.Http http) {
    boolean judged =
        !http.json().isEmpty()
            || Stream.of(http.status(), http.contains(), http.header(), http.under())
                .anyMatch(Objects::nonNull);
    if (!judged) {
      site.problem(
          "a check without a condition", "status, contains, header, json or under", "checks", name);
    }
    if (http.under() != null && http.under().compareTo(http.rule().timeout()) > 0) {
      site.problem("under above timeout", "a longer timeout", "checks", name, "under");
    }
    if (http.on() == Check.On.URL && site.sound("url") && site.environment().url() == null) {
      site.problem(
          "url, which this environment does not have", "url, or on: hosts", "checks", name, "on");
    }
  }

  /** A single look only sees where the log ends. */
  private static void log(Site site, String name, Check.Log log) {
    if (log.per() != null && log.per().isZero()) {
      site.problem("0s", "a time above 0s", "checks", name, "per");
    }
    if (site.sound("strategy", "watch", "standingWatch") && !isWatched(site.environment())) {
      site.problem(
          "a log that nothing watches",
          "watch, e.g. watch: 5m, standingWatch, or strategy canary",
          "checks",
          name,
          "log");
    }
  }

  private static boolean isWatched(Environment environment) {
    return environment.strategy() instanceof Strategy.Canary || WatchRules.goesOn(environment);
  }

  private static void sql(Site site, String name, Check.Sql sql) {
    if (sql.equals() == null && sql.atMost() == null) {
      site.problem("a check without a condition", "equals or atMost", "checks", name);
    }
    if (site.sound("database") && !(site.environment().database() instanceof Database.Direct)) {
      site.problem(
          "sql without a database that Windlass can reach",
          "database: {mariadb, mysql or postgresql: host/name, user, password}",
          "checks",
          name,
          "sql");
    }
  }
}
