package dev.windlass.workflows.migration.safety;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement as the server gets it, without comments.
 *
 * @param line of its first word, from 1
 * @param damage why it cannot be read, or null
 */
public record Statement(int line, List<Token> tokens, @Nullable String damage) {

  private static final int WIDTH = 60;
  private static final List<String> SECRETS = List.of("IDENTIFIED", "PASSWORD");

  public Statement {
    tokens = List.copyOf(tokens);
  }

  /** Its beginning, for people. What stands in strings is left out: it may be a secret. */
  public String firstWords() {
    StringBuilder words = new StringBuilder();
    boolean secret = false;
    for (Token token : tokens) {
      if (words.length() >= WIDTH) {
        return words.append(" …").toString();
      }
      if (!words.isEmpty() && spaced(words.charAt(words.length() - 1), token)) {
        words.append(' ');
      }
      secret |= token.isAny(SECRETS);
      words.append(shown(token, secret));
    }
    return words.toString();
  }

  private static String shown(Token token, boolean secret) {
    return switch (token.kind()) {
      case STRING -> "'…'";
      case QUOTED -> "\"" + (secret ? "…" : shortened(token.text())) + "\"";
      default -> shortened(token.text());
    };
  }

  private static boolean spaced(char before, Token token) {
    return before != '(' && before != '.' && !token.isAny(List.of(".", ",", ")"));
  }

  private static String shortened(String text) {
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + "…";
  }
}
