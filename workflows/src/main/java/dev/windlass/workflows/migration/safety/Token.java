package dev.windlass.workflows.migration.safety;

/**
 * A piece of a statement.
 *
 * @param text without its quotes; a word as it was written
 * @param line in the script, from 1
 * @param depth how many parentheses are open around it
 */
public record Token(Kind kind, String text, int line, int depth) {

  /** What a piece is. */
  public enum Kind {
    /** A keyword or a name without quotes; may contain Flyway placeholders. */
    WORD,
    /** A quoted name, in MariaDB and MySQL also a string in double quotes. */
    QUOTED,
    STRING,
    NUMBER,
    /** One character of anything else. */
    SYMBOL
  }

  /** Whether it is this keyword, in any case, or this symbol. A quoted name is neither. */
  boolean is(String expected) {
    return (kind == Kind.WORD && text.equalsIgnoreCase(expected))
        || (kind == Kind.SYMBOL && text.equals(expected));
  }

  boolean isAny(Iterable<String> expected) {
    for (String one : expected) {
      if (is(one)) {
        return true;
      }
    }
    return false;
  }

  boolean names() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  boolean literal() {
    return kind == Kind.STRING || kind == Kind.NUMBER || kind == Kind.QUOTED;
  }
}
