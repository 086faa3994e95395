package dev.windlass.workflows.migration.safety;

import java.util.List;

/** Which rows an UPDATE or DELETE is for. */
final class Rows {

  private static final List<String> BEHIND = List.of("ORDER", "LIMIT", "RETURNING");
  private static final List<String> BEHIND_SET =
      List.of("FROM", "WHERE", "ORDER", "LIMIT", "RETURNING");

  private static final Shape UPDATED =
      Shape.of("UPDATE [LOW_PRIORITY] [IGNORE] <table> [[AS] <name>] SET");

  private Rows() {}

  /** Whether nothing chooses among them: no WHERE, or one that is always true. */
  static boolean all(Act act) {
    int where = act.find("WHERE", 0);
    if (where < 0) {
      return act.lacks("JOIN");
    }
    int begun = where + 1;
    int end = begun;
    while (end < act.tokens().size() && !(at(act, end) && act.tokens().get(end).isAny(BEHIND))) {
      end++;
    }
    return alwaysTrue(act.tokens().subList(begun, end));
  }

  /** Whether an UPDATE fills only columns that the script itself has added. */
  static boolean fillsNewColumns(Act act, Scene scene) {
    Shape.Match head = UPDATED.match(act);
    if (head == null || head.tables().size() != 1) {
      return false;
    }
    int at = head.end();
    while (true) {
      int end = act.behindName(at);
      if (end < 0 || !scene.added(head.tables().getFirst(), act.name(end - 1, end))) {
        return false;
      }
      at = end;
      while (at < act.tokens().size() && !act.is(at, ",")) {
        if (act.tokens().get(at).isAny(BEHIND_SET)) {
          return true;
        }
        at = act.behind(at);
      }
      if (at >= act.tokens().size()) {
        return true;
      }
      at++;
    }
  }

  private static boolean at(Act act, int place) {
    return act.tokens().get(place).depth() == act.depth();
  }

  private static boolean alwaysTrue(List<Token> condition) {
    int outer = 0;
    int size = condition.size();
    while (size - 2 * outer > 2 && grouped(condition, outer)) {
      outer++;
    }
    return isTrue(condition.subList(outer, size - outer));
  }

  private static boolean grouped(List<Token> condition, int outer) {
    Token first = condition.get(outer);
    Token last = condition.get(condition.size() - 1 - outer);
    return first.is("(") && last.is(")") && first.depth() == last.depth();
  }

  private static boolean isTrue(List<Token> condition) {
    int size = condition.size();
    if (size == 1) {
      Token only = condition.getFirst();
      return only.is("TRUE") || (only.kind() == Token.Kind.NUMBER && !only.text().matches("0+"));
    }
    return size == 3
        && condition.get(1).is("=")
        && condition.getFirst().literal()
        && condition.getLast().literal()
        && condition.getFirst().text().equals(condition.getLast().text());
  }
}
