package dev.windlass.workflows.migration.safety;

import java.util.List;

/**
 * The table in which a schema says which version it has, as update scripts write it.
 *
 * @param name as declared
 */
public record VersionTable(String name) {

  /** Further down nobody looks for it. */
  public static final int FIRST_LINES = 10;

  /** Whether a statement that begins in the script's first lines tells this version. */
  public boolean isToldEarly(String version, Script script, Target target) {
    return Statements.of(script.text(), target).stream()
        .filter(statement -> statement.line() <= FIRST_LINES && statement.damage() == null)
        .filter(statement -> isAllOf(statement) || isCall(statement))
        .flatMap(statement -> statement.tokens().stream())
        .filter(Token::literal)
        .anyMatch(token -> token.text().equals(version) || token.text().equals("v" + version));
  }

  /** Whether it writes this table, and nothing else. */
  boolean isAllOf(Statement statement) {
    List<Token> tokens = statement.tokens();
    if (statement.damage() != null || tokens.isEmpty()) {
      return false;
    }
    Token verb = tokens.getFirst();
    if (verb.is("UPDATE")) {
      return names(tokens, 1) && stands(tokens, 2, "SET");
    }
    if (verb.is("DELETE")) {
      return stands(tokens, 1, "FROM")
          && names(tokens, 2)
          && (tokens.size() == 3 || stands(tokens, 3, "WHERE"));
    }
    return (verb.is("INSERT") || verb.is("REPLACE"))
        && names(tokens, stands(tokens, 1, "INTO") ? 2 : 1);
  }

  /** A routine of the schema may write it. */
  private static boolean isCall(Statement statement) {
    return !statement.tokens().isEmpty() && statement.tokens().getFirst().is("CALL");
  }

  private boolean names(List<Token> tokens, int at) {
    return at < tokens.size()
        && tokens.get(at).names()
        && tokens.get(at).text().equalsIgnoreCase(name);
  }

  private static boolean stands(List<Token> tokens, int at, String word) {
    return at < tokens.size() && tokens.get(at).is(word);
  }
}
