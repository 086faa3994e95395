package dev.windlass.workflows.migration.safety;

import java.util.List;

/**
 * How many blocks of a routine's body are open, so that a semicolon inside ends no statement. Fed
 * with the pieces of one statement, in order.
 */
final class Blocks {

  private static final List<String> ROUTINES =
      List.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");
  private static final List<String> OTHERS =
      List.of(
          "TABLE",
          "VIEW",
          "INDEX",
          "DATABASE",
          "SCHEMA",
          "USER",
          "ROLE",
          "SEQUENCE",
          "TYPE",
          "RULE",
          "SERVER",
          "EXTENSION");

  /** Words behind which a statement of the body begins. */
  private static final List<String> STARTS =
      List.of(";", "BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", "ROW", ":");

  /** Open a block only where a statement begins; elsewhere they are functions. */
  private static final List<String> OPENERS = List.of("IF", "WHILE", "LOOP", "REPEAT", "FOR");

  private static final List<String> CLOSED =
      List.of("IF", "WHILE", "LOOP", "REPEAT", "FOR", "CASE");
  private static final Token NOTHING = new Token(Token.Kind.SYMBOL, "", 0, 0);

  private final boolean postgres;
  private Kind kind = Kind.UNKNOWN;
  private Token before = NOTHING;
  private Token first = NOTHING;
  private int open;
  private int seen;

  Blocks(boolean postgres) {
    this.postgres = postgres;
  }

  private enum Kind {
    UNKNOWN,
    ROUTINE,
    OTHER
  }

  boolean inside() {
    return open > 0;
  }

  void see(Token token) {
    if (seen++ == 0) {
      first = token;
    }
    if (kind == Kind.UNKNOWN) {
      kind = kindBy(token);
    }
    if (kind == Kind.ROUTINE) {
      count(token);
    }
    before = token;
  }

  private Kind kindBy(Token token) {
    if (first.is("BEGIN") && !postgres) {
      boolean compound = token.is("NOT");
      open = compound ? 1 : 0;
      return compound ? Kind.ROUTINE : seen == 1 ? Kind.UNKNOWN : Kind.OTHER;
    }
    if (!first.is("CREATE") && !first.is("ALTER")) {
      return Kind.OTHER;
    }
    if (token.isAny(ROUTINES)) {
      return Kind.ROUTINE;
    }
    return token.isAny(OTHERS) ? Kind.OTHER : Kind.UNKNOWN;
  }

  private void count(Token token) {
    boolean ending = before.is("END");
    if (ending && token.isAny(CLOSED)) {
      return;
    }
    if (token.is("END")) {
      open = Math.max(0, open - 1);
    } else if (opens(token)) {
      open++;
    }
  }

  private boolean opens(Token token) {
    if (token.is("CASE")) {
      return open > 0 || !postgres;
    }
    if (postgres) {
      // BEGIN ATOMIC; any other body is one quoted text.
      return token.is("ATOMIC") && before.is("BEGIN");
    }
    return token.is("BEGIN") || (token.isAny(OPENERS) && before.isAny(STARTS));
  }
}
