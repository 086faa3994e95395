package dev.windlass.workflows.migration.safety;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a statement apart into the things that it does. */
final class Acts {

  private static final Shape ALTER =
      Shape.of("ALTER [ONLINE] [IGNORE] [FOREIGN] TABLE [IF EXISTS] <table> [WAIT <value>|NOWAIT]");
  private static final Shape ALTER_ALL =
      Shape.of("ALTER TABLE ALL IN TABLESPACE <name> [OWNED BY <names>]");
  private static final Shape ADD_LIST =
      Shape.of("ALTER TABLE: ADD [COLUMN] [IF NOT EXISTS] (..) $");
  private static final Shape PARTITIONS =
      Shape.of(
          "ALTER TABLE: {ADD|DROP|TRUNCATE|REORGANIZE|REBUILD|OPTIMIZE|ANALYZE|CHECK|REPAIR} PARTITION");
  private static final Shape EXPLAIN =
      Shape.of("{EXPLAIN|ANALYZE|DESC|DESCRIBE} !{TABLE|TABLES|LOCAL|NO_WRITE_TO_BINLOG}");
  private static final Shape BRANCH = Shape.of("[,] <name> [(..)] AS [NOT] [MATERIALIZED]");
  private static final List<String> EXPLAINED =
      List.of(
          "SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "EXECUTE", "CREATE");
  private static final List<String> OFF = List.of("OFF", "FALSE", "0");

  /** Nothing that a person wrote nests deeper; what does is not understood. */
  private static final int DEEPEST = 40;

  private final Target target;
  private final List<Act> found = new ArrayList<>();

  private Acts(Target target) {
    this.target = target;
  }

  /** At least one; an ALTER TABLE without an action has an empty one. */
  static List<Act> of(Statement statement, Target target) {
    Acts acts = new Acts(target);
    acts.read(Act.whole(statement.tokens(), target));
    return List.copyOf(acts.found);
  }

  private void read(Act act) {
    Act explained = act.is(0, "ALTER") ? null : explained(act);
    if (explained != null) {
      read(explained);
    } else if (act.is(0, "WITH") && act.depth() < DEEPEST) {
      branches(act);
    } else if (!actions(act)) {
      found.add(act);
    }
  }

  /** What is run in order to be explained, or null. */
  private @Nullable Act explained(Act act) {
    if (EXPLAIN.match(act) == null || !runs(act)) {
      return null;
    }
    for (int i = 1; i < act.tokens().size(); i = act.behind(i)) {
      if (act.tokens().get(i).isAny(EXPLAINED)) {
        return Act.whole(act.tokens().subList(i, act.tokens().size()), target);
      }
    }
    return null;
  }

  private boolean runs(Act act) {
    if (act.is(0, "ANALYZE")) {
      return !target.postgres();
    }
    int option = -1;
    for (int i = 1; i < act.tokens().size() && option < 0; i++) {
      if (act.tokens().get(i).isAny(EXPLAINED)) {
        return false;
      }
      option = act.is(i, "ANALYZE") ? i : -1;
    }
    Token value = act.at(option + 1);
    return option > 0 && value != null && OFF.stream().noneMatch(value.text()::equalsIgnoreCase);
  }

  /** Each branch of a WITH changes what it changes, whether or not its rows are read. */
  private void branches(Act act) {
    int at = act.is(1, "RECURSIVE") ? 2 : 1;
    while (at < act.tokens().size()) {
      Act rest = Act.whole(act.tokens().subList(at, act.tokens().size()), target);
      Shape.Match branch = BRANCH.match(rest);
      if (branch == null || !rest.is(branch.end(), "(")) {
        break;
      }
      int end = rest.behind(branch.end());
      List<Token> inside =
          rest.tokens().subList(branch.end() + 1, Math.max(end - 1, branch.end() + 1));
      read(Act.whole(inside, target));
      at += end;
    }
    found.add(Act.whole(act.tokens().subList(at, act.tokens().size()), target));
  }

  private boolean actions(Act act) {
    Shape.Match header = ALTER_ALL.match(act);
    if (header == null) {
      header = ALTER.match(act);
    }
    if (header == null) {
      return false;
    }
    if (act.is(1, "IGNORE") || act.is(2, "IGNORE")) {
      found.add(new Act(null, act.tokens(), act.depth(), act.online(), target));
    }
    String table = header.tables().isEmpty() ? "" : header.tables().getFirst();
    Act rest = action(table, act, act.tokens().subList(header.end(), act.tokens().size()));
    if (!target.postgres() && PARTITIONS.match(rest) != null) {
      found.add(rest);
      return true;
    }
    split(table, rest);
    return true;
  }

  private void split(String table, Act rest) {
    int begun = 0;
    for (int i = 0; i < rest.tokens().size(); i = rest.behind(i)) {
      if (rest.is(i, ",")) {
        add(action(table, rest, rest.tokens().subList(begun, i)));
        begun = i + 1;
      }
      if (rest.is(begun, "ORDER")) {
        break;
      }
    }
    add(action(table, rest, rest.tokens().subList(begun, rest.tokens().size())));
  }

  private void add(Act action) {
    if (target.postgres() || ADD_LIST.match(action) == null) {
      found.add(action);
      return;
    }
    int open = action.find("(", 0);
    List<Token> inside = action.tokens().subList(open + 1, action.tokens().size() - 1);
    List<Token> element = new ArrayList<>(List.of(action.tokens().getFirst()));
    for (Token token : inside) {
      if (token.is(",") && token.depth() == action.depth() + 1) {
        found.add(action(String.valueOf(action.table()), action, element));
        element = new ArrayList<>(List.of(action.tokens().getFirst()));
      } else {
        element.add(new Token(token.kind(), token.text(), token.line(), token.depth() - 1));
      }
    }
    found.add(action(String.valueOf(action.table()), action, element));
  }

  private Act action(String table, Act of, List<Token> tokens) {
    return new Act(table, tokens, of.depth(), of.online(), target);
  }
}
