package dev.windlass.workflows.migration.safety;

import dev.windlass.workflows.migration.safety.Token.Kind;
import java.util.List;

/** What the definition of an added column says. */
final class Columns {

  /** Words that end a default's expression. */
  private static final List<String> BEHIND =
      List.of(
          "NOT",
          "CONSTRAINT",
          "CHECK",
          "UNIQUE",
          "PRIMARY",
          "REFERENCES",
          "GENERATED",
          "COLLATE",
          "COMMENT",
          "AFTER",
          "FIRST",
          "ON",
          "KEY",
          "INVISIBLE",
          "COMPRESSION",
          "STORAGE");

  /** Functions that give every row of one statement the same value. */
  private static final List<String> STEADY =
      List.of(
          "NOW",
          "CURRENT_TIMESTAMP",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_USER",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "TRANSACTION_TIMESTAMP",
          "STATEMENT_TIMESTAMP",
          "CURDATE",
          "CURTIME",
          "UTC_DATE",
          "UTC_TIMESTAMP",
          "UNIX_TIMESTAMP",
          "TIMEZONE",
          "DATE_TRUNC",
          "TO_TIMESTAMP",
          "DATE",
          "MAKE_INTERVAL",
          "LOWER",
          "UPPER",
          "CONCAT",
          "COALESCE",
          "NULLIF",
          "GREATEST",
          "LEAST",
          "VARYING",
          "MD5",
          "CAST",
          "CONVERT",
          "JSON_OBJECT",
          "JSON_ARRAY",
          "JSON_BUILD_OBJECT",
          "JSONB_BUILD_OBJECT",
          "JSONB_BUILD_ARRAY",
          "CURRENT_SETTING",
          "ROW",
          "ARRAY");

  private static final List<String> TYPES =
      List.of("NUMERIC", "DECIMAL", "VARCHAR", "CHAR", "CHARACTER", "BIT", "TIMESTAMP", "TIME");

  private Columns() {}

  static boolean hasDefault(Act act) {
    return defaultAt(act) >= 0;
  }

  /** A default that gives a row something other than NULL. */
  static boolean hasValue(Act act) {
    int at = defaultAt(act);
    return at >= 0 && !act.is(at + 1, "NULL");
  }

  /** Whether rows get values of their own, as far as can be told: an unknown function counts. */
  static boolean hasVolatileDefault(Act act) {
    int at = defaultAt(act);
    if (at < 0) {
      return false;
    }
    for (int i = at + 1; i < act.tokens().size(); i++) {
      Token token = act.tokens().get(i);
      if (token.depth() == act.depth() && token.isAny(BEHIND)) {
        return false;
      }
      if (calls(act, i) && !token.isAny(STEADY)) {
        return true;
      }
    }
    return false;
  }

  private static boolean calls(Act act, int at) {
    Token token = act.tokens().get(at);
    boolean type = act.is(at - 1, ":") || (act.is(at - 1, "AS") && token.isAny(TYPES));
    boolean named =
        token.kind() == Kind.WORD || (token.kind() == Kind.QUOTED && act.is(at - 1, "."));
    return named && !type && act.is(at + 1, "(") && !token.is("AS");
  }

  private static int defaultAt(Act act) {
    int at = act.find("DEFAULT", 0);
    while (at >= 0 && (act.is(at - 1, "BY") || act.is(at - 1, "SET"))) {
      at = act.find("DEFAULT", at + 1);
    }
    return at;
  }
}
