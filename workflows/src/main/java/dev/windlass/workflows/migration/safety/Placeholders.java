package dev.windlass.workflows.migration.safety;

import java.util.List;

/** Flyway's placeholders, whose values the text does not show. */
final class Placeholders {

  /** Words behind which one name or value is expected. */
  private static final List<String> NAMED =
      List.of(
          "TABLE",
          "INTO",
          "FROM",
          "ON",
          "SCHEMA",
          "TO",
          "EXISTS",
          "UPDATE",
          "JOIN",
          "USER",
          "ONLY",
          "INDEX",
          "COLUMN",
          "DATABASE",
          "VIEW",
          "ROLE",
          "BY",
          "SET",
          "USE",
          "SEQUENCE",
          "TYPE",
          "TABLESPACE",
          "FUNCTION",
          "PROCEDURE",
          "TRIGGER",
          "CONSTRAINT",
          "REFERENCES",
          "DEFAULT",
          "IN",
          "LIMIT",
          "CALL",
          "OWNER",
          "ADD",
          "CONCURRENTLY",
          "EXTENSION",
          "VALUE",
          "AND",
          "OR",
          "SELECT",
          "ENGINE",
          "CHARSET",
          "COLLATE");

  private Placeholders() {}

  /** Whether one stands alone where no name and no value is expected. */
  static boolean hide(Statement statement) {
    List<Token> tokens = statement.tokens();
    for (int i = 1; i < tokens.size(); i++) {
      Token before = tokens.get(i - 1);
      boolean qualifier = i + 1 < tokens.size() && tokens.get(i + 1).is(".");
      boolean expected = before.kind() == Token.Kind.SYMBOL && !before.is(")");
      if (alone(tokens.get(i)) && !qualifier && !expected && !before.isAny(NAMED)) {
        return true;
      }
    }
    return false;
  }

  private static boolean alone(Token token) {
    return token.depth() == 0
        && token.kind() == Token.Kind.WORD
        && token.text().startsWith("${")
        && token.text().indexOf('}') == token.text().length() - 1;
  }
}
