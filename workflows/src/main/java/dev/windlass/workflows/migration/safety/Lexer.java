package dev.windlass.workflows.migration.safety;

import dev.windlass.workflows.migration.safety.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads pieces one after the other, with the quoting and the comments of the engine. Knows nothing
 * of statements.
 */
final class Lexer {

  private final String text;
  private final boolean postgres;
  private final Comments comments;
  private int at;
  private int line = 1;
  private int depth;
  private @Nullable String damage;

  /** What ends a statement; a word stops in front of it. */
  private String delimiter = ";";

  Lexer(String text, Target target) {
    this.text = text;
    this.postgres = target.postgres();
    this.comments = new Comments(target);
  }

  boolean done() {
    return at >= text.length();
  }

  int line() {
    return line;
  }

  Comments comments() {
    return comments;
  }

  String delimiter() {
    return delimiter;
  }

  void delimiter(String other) {
    delimiter = other;
  }

  int depth() {
    return depth;
  }

  /** What made the text since the last call unreadable, or null; a new statement begins. */
  @Nullable String endStatement() {
    String found = depth > 0 && damage == null ? "a parenthesis is not closed" : damage;
    depth = 0;
    damage = null;
    return found;
  }

  /** Skips a blank or a comment; false when neither stands here. */
  boolean skipBlank() {
    if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF') {
      advance(1);
      return true;
    }
    Comments.Comment comment = comments.at(text, at);
    if (comment == null) {
      return false;
    }
    if (!comment.closed()) {
      damage = "a comment is not closed";
    }
    comments.keep(text.substring(at, at + comment.length()), line);
    advance(comment.length());
    return true;
  }

  /** Whether this word stands here, in any case, with a blank behind it. */
  boolean startsWord(String word) {
    int end = at + word.length();
    return text.regionMatches(true, at, word, 0, word.length())
        && (end >= text.length() || Character.isWhitespace(text.charAt(end)));
  }

  boolean stands(String expected) {
    return text.startsWith(expected, at);
  }

  /** Takes these characters when they stand here. */
  boolean take(String expected) {
    if (!stands(expected)) {
      return false;
    }
    advance(expected.length());
    return true;
  }

  /** The rest of this line, which is then behind us. */
  String takeLine() {
    int end = text.indexOf('\n', at);
    String rest = text.substring(at, end < 0 ? text.length() : end);
    advance(rest.length());
    return rest.strip();
  }

  /** Skips rows of a COPY up to the line that ends them; false when no line does. */
  boolean skipRows() {
    takeLine();
    while (!done()) {
      advance(1);
      if (takeLine().equals("\\.")) {
        return true;
      }
    }
    return false;
  }

  Token read() {
    char first = text.charAt(at);
    int started = line;
    if (first == '\'') {
      return quoted(Kind.STRING, !postgres);
    }
    if (first == '"' || (first == '`' && !postgres)) {
      return quoted(Kind.QUOTED, first == '"' && !postgres);
    }
    if (postgres && first == '$' && !stands("${")) {
      String tag = dollarTag();
      if (tag != null) {
        return dollarQuoted(tag);
      }
    }
    int word = wordLength();
    if (word > 0) {
      return word(word);
    }
    advance(1);
    return symbol(first, started);
  }

  private Token symbol(char symbol, int started) {
    int outside = depth;
    if (symbol == '(') {
      depth++;
    } else if (symbol == ')') {
      depth = Math.max(0, depth - 1);
      if (outside == 0) {
        damage = "a parenthesis closes that was not opened";
      }
      outside = depth;
    }
    return new Token(Kind.SYMBOL, String.valueOf(symbol), started, outside);
  }

  private Token word(int length) {
    String word = text.substring(at, at + length);
    int started = line;
    advance(length);
    if (postgres && word.equalsIgnoreCase("e") && !done() && text.charAt(at) == '\'') {
      return quoted(Kind.STRING, true);
    }
    Kind kind = word.chars().allMatch(Character::isDigit) ? Kind.NUMBER : Kind.WORD;
    return new Token(kind, word, started, depth);
  }

  private int wordLength() {
    int end = at;
    while (end < text.length() && !ends(end)) {
      int placeholder = placeholderLength(end);
      if (placeholder > 0) {
        end += placeholder;
      } else if (inWord(text.charAt(end), end == at)) {
        end++;
      } else {
        break;
      }
    }
    return end - at;
  }

  /** A delimiter like {@code $$} may stand directly behind a word. */
  private boolean ends(int position) {
    return !delimiter.equals(";") && text.startsWith(delimiter, position);
  }

  private boolean inWord(char c, boolean first) {
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || c == '_'
        || (c == '$' && !first)
        || (c == '@' && !postgres);
  }

  private int placeholderLength(int from) {
    if (!text.startsWith("${", from)) {
      return 0;
    }
    int end = from + 2;
    while (end < text.length() && text.charAt(end) != '}' && text.charAt(end) != '\n') {
      end++;
    }
    return end < text.length() && text.charAt(end) == '}' ? end + 1 - from : 0;
  }

  private Token quoted(Kind kind, boolean backslashes) {
    char quote = text.charAt(at);
    StringBuilder content = new StringBuilder();
    int started = line;
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == quote && end + 1 < text.length() && text.charAt(end + 1) == quote) {
        end++;
      } else if (c == quote) {
        advance(end + 1 - at);
        return new Token(kind, content.toString(), started, depth);
      } else if (c == '\\' && backslashes) {
        content.append(c);
        end++;
      }
      if (end < text.length()) {
        content.append(text.charAt(end));
      }
      end++;
    }
    return unclosed("a quote (" + quote + ") is not closed", kind);
  }

  private @Nullable String dollarTag() {
    int end = at + 1;
    while (end < text.length() && tagged(text.charAt(end), end == at + 1)) {
      end++;
    }
    return end < text.length() && text.charAt(end) == '$' ? text.substring(at, end + 1) : null;
  }

  private static boolean tagged(char c, boolean first) {
    return Character.isLetter(c) || c == '_' || (Character.isDigit(c) && !first);
  }

  private Token dollarQuoted(String tag) {
    int started = line;
    int end = text.indexOf(tag, at + tag.length());
    if (end < 0) {
      return unclosed("a quote (" + tag + ") is not closed", Kind.STRING);
    }
    String content = text.substring(at + tag.length(), end);
    advance(end + tag.length() - at);
    return new Token(Kind.STRING, content, started, depth);
  }

  private Token unclosed(String what, Kind kind) {
    damage = what;
    Token rest = new Token(kind, text.substring(at), line, depth);
    advance(text.length() - at);
    return rest;
  }

  private void advance(int characters) {
    int end = Math.min(text.length(), at + characters);
    for (; at < end; at++) {
      if (text.charAt(at) == '\n') {
        line++;
      }
    }
  }
}
