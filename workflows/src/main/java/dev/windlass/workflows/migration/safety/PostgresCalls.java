package dev.windlass.workflows.migration.safety;

import java.util.List;

/** Whether a statement of PostgreSQL that reads calls what may do more than answer. */
final class PostgresCalls {

  /** Functions that change nothing that lasts, or that a rule of their own is for. */
  private static final List<String> ANSWERS =
      List.of(
          "NOW",
          "VERSION",
          "COUNT",
          "SUM",
          "MIN",
          "MAX",
          "AVG",
          "ARRAY_AGG",
          "STRING_AGG",
          "JSON_AGG",
          "JSONB_AGG",
          "BOOL_AND",
          "BOOL_OR",
          "ROW_NUMBER",
          "RANK",
          "SET_CONFIG",
          "CURRENT_SETTING",
          "PG_SLEEP",
          "SETVAL",
          "LO_UNLINK",
          "TO_REGCLASS",
          "CURRENT_DATABASE",
          "CURRENT_SCHEMA",
          "COALESCE",
          "NULLIF",
          "GREATEST",
          "LEAST",
          "CONCAT",
          "PG_BACKEND_PID",
          "LOWER",
          "UPPER",
          "TRIM",
          "LENGTH",
          "REPLACE",
          "SUBSTRING",
          "ROUND",
          "EXTRACT",
          "DATE_TRUNC",
          "TO_CHAR",
          "EXISTS",
          "CAST",
          "FORMAT",
          "UNNEST",
          "JSON_ARRAY_ELEMENTS",
          "JSONB_ARRAY_ELEMENTS",
          "REGEXP_SPLIT_TO_TABLE",
          "STRING_TO_ARRAY",
          "GENERATE_SERIES");

  /** Words behind which a group in parentheses is no call. */
  private static final List<String> WORDS =
      List.of(
          "SELECT",
          "DISTINCT",
          "ON",
          "ALL",
          "ANY",
          "SOME",
          "FROM",
          "ONLY",
          "JOIN",
          "LATERAL",
          "USING",
          "AS",
          "WHERE",
          "AND",
          "OR",
          "NOT",
          "IN",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "IS",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "BY",
          "SETS",
          "ROLLUP",
          "CUBE",
          "HAVING",
          "OVER",
          "FILTER",
          "LIMIT",
          "OFFSET",
          "FIRST",
          "NEXT",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "VALUES",
          "ROW",
          "ARRAY",
          "BERNOULLI",
          "SYSTEM",
          "REPEATABLE");

  /** Types that say how long they are. */
  private static final List<String> TYPES =
      List.of("VARCHAR", "CHAR", "NUMERIC", "DECIMAL", "TIMESTAMP", "TIMESTAMPTZ", "TIME", "BIT");

  private PostgresCalls() {}

  /** Anywhere in it: in what is chosen, in FROM, in a condition. */
  static boolean unknown(Act act) {
    int at = 0;
    while (at < act.tokens().size()) {
      int end = act.behindName(at);
      if (end > 0 && act.is(end, "(") && isCall(act, at, end)) {
        return true;
      }
      at = Math.max(end, at + 1);
    }
    return false;
  }

  private static boolean isCall(Act act, int from, int end) {
    boolean plain = end == from + 1 || act.is(from, "pg_catalog");
    Token last = act.tokens().get(end - 1);
    if (plain && (last.isAny(ANSWERS) || last.isAny(WORDS) || last.isAny(TYPES))) {
      return false;
    }
    return !isAlias(act, from);
  }

  /** The name of what stands before, with names for its columns. */
  private static boolean isAlias(Act act, int at) {
    Token before = act.at(at - 1);
    return before != null
        && (before.is("AS") || before.is(")") || (before.names() && !before.isAny(WORDS)));
  }
}
