package dev.windlass.workflows.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a SET of MariaDB or MySQL sets. */
final class Settings {

  private static final List<String> OFF = List.of("0", "OFF", "FALSE");
  private static final List<String> SCOPES =
      List.of("GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY");

  private Settings() {}

  /**
   * @param scope upper case, empty when it is left out
   * @param name upper case
   */
  record Setting(String scope, String name, String value) {}

  /** Those of {@code SET a = 1, GLOBAL b = 2, @@session.c = 3}; none of any other statement. */
  static List<Setting> of(Act act) {
    List<Setting> settings = new ArrayList<>();
    if (!act.is(0, "SET")) {
      return settings;
    }
    StringBuilder words = new StringBuilder();
    for (int i = 1; i < act.tokens().size(); i++) {
      if (act.is(i, ",") && act.tokens().get(i).depth() == act.depth()) {
        settings.add(setting(words.toString()));
        words.setLength(0);
      } else {
        words.append(act.tokens().get(i).text()).append(' ');
      }
    }
    settings.add(setting(words.toString()));
    return settings;
  }

  /** Whether foreign keys are checked from now on, when the act says so. */
  static Optional<Boolean> foreignKeyChecks(Act act) {
    Optional<Boolean> checks = Optional.empty();
    for (Setting setting : of(act)) {
      boolean ours = setting.name.equals("FOREIGN_KEY_CHECKS");
      if (ours && OFF.contains(setting.value)) {
        checks = Optional.of(false);
      } else if (ours) {
        // Whatever it is set to, it is checked unless we know better.
        checks = Optional.of(true);
      }
    }
    return checks;
  }

  /** Whether it sets something for everybody on the server. */
  static boolean forAll(Act act) {
    return of(act).stream()
        .anyMatch(setting -> !setting.scope.isEmpty() && !isSession(setting.scope));
  }

  static boolean sets(Act act, String name) {
    return of(act).stream().anyMatch(setting -> setting.name.equals(name));
  }

  private static boolean isSession(String scope) {
    return scope.equals("SESSION") || scope.equals("LOCAL");
  }

  private static Setting setting(String words) {
    String[] sides = words.toUpperCase(Locale.ROOT).split("=", 2);
    String[] left = sides[0].replace("@@", " ").replace(". ", " ").strip().split("[\\s.]+", -1);
    boolean scoped = left.length > 1 && SCOPES.contains(left[0]);
    String value = sides.length > 1 ? sides[1].strip() : "";
    return new Setting(scoped ? left[0] : "", left[left.length - 1], value);
  }
}
