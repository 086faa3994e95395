package dev.windlass.activities.backup.dump;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of MariaDB's sequences: the tool dumps each as a {@code SETVAL} behind its definition,
 * which never goes back behind the start. A sequence that does, because somebody restarted it or it
 * began a new round, is restarted there instead.
 */
final class SequenceValues {
  private static final Pattern DEFINITION =
      Pattern.compile(
          ".*\\bSTART WITH (-?\\d+)\\b.*\\bINCREMENT BY (-?\\d+)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern VALUE =
      Pattern.compile(
          "(?:DO|SELECT) SETVAL\\((.+), (-?\\d+), 0\\)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private BigInteger start = BigInteger.ZERO;
  private boolean falls;

  /** The definition of the sequence whose value comes next. */
  void defined(String sql) {
    Matcher definition = DEFINITION.matcher(sql);
    if (definition.matches()) {
      start = new BigInteger(definition.group(1));
      falls = definition.group(2).startsWith("-");
    }
  }

  /** The statement that sets it to this value, wherever it starts. */
  String set(String sql) {
    Matcher value = VALUE.matcher(sql.strip());
    if (!value.matches()) {
      return sql;
    }
    int beside = new BigInteger(value.group(2)).compareTo(start);
    return (falls ? beside > 0 : beside < 0)
        ? "ALTER SEQUENCE %s RESTART %s".formatted(value.group(1), value.group(2))
        : sql;
  }
}
