package dev.windlass.workflows.migration.safety;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a statement does: an action of an ALTER TABLE, a branch of a WITH, or the whole.
 *
 * @param table what an ALTER TABLE alters, empty for several; null for any other statement
 * @param tokens those of the action alone
 * @param depth how many parentheses are open around it
 */
record Act(@Nullable String table, List<Token> tokens, int depth, Online online, Target target) {

  Act {
    tokens = List.copyOf(tokens);
  }

  /** The part of a statement that begins here, for reading on with shapes. */
  static Act whole(List<Token> tokens, Target target) {
    int depth = tokens.isEmpty() ? 0 : tokens.getFirst().depth();
    return new Act(null, tokens, depth, Online.of(tokens), target);
  }

  /** Whether these words stand in it one after the other, outside parentheses. */
  boolean has(String words) {
    return find(words, 0) >= 0;
  }

  boolean lacks(String words) {
    return !has(words);
  }

  /** Where these words begin, outside parentheses, or -1. */
  int find(String words, int from) {
    String[] wanted = words.split(" ", -1);
    for (int i = from; i + wanted.length <= tokens.size(); i++) {
      if (stand(wanted, i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean stand(String[] wanted, int at) {
    for (int i = 0; i < wanted.length; i++) {
      Token token = tokens.get(at + i);
      if (token.depth() != depth || !token.is(wanted[i])) {
        return false;
      }
    }
    return true;
  }

  /** The piece at this place, or null behind the end. */
  @Nullable Token at(int place) {
    return place >= 0 && place < tokens.size() ? tokens.get(place) : null;
  }

  boolean is(int place, String word) {
    Token token = at(place);
    return token != null && token.is(word);
  }

  /** The place behind this piece, or behind the whole group that it opens. */
  int behind(int place) {
    Token token = tokens.get(place);
    if (!token.is("(")) {
      return place + 1;
    }
    for (int i = place + 1; i < tokens.size(); i++) {
      if (tokens.get(i).depth() == token.depth() && tokens.get(i).is(")")) {
        return i + 1;
      }
    }
    return tokens.size();
  }

  /** The place behind the name that stands here, with its qualifiers, or -1 when none does. */
  int behindName(int place) {
    int end = place;
    while (end < tokens.size() && tokens.get(end).names()) {
      if (!is(end + 1, ".")) {
        return end + 1;
      }
      end += 2;
    }
    return -1;
  }

  /** A name as the server compares it. */
  String name(int from, int end) {
    StringBuilder name = new StringBuilder();
    for (Token token : tokens.subList(from, end)) {
      name.append(token.names() ? target.fold(token) : token.text());
    }
    return name.toString();
  }
}
