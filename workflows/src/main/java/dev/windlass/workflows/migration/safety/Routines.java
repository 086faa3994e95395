package dev.windlass.workflows.migration.safety;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Routines that pending scripts create, so that who calls one there does what its body says. Known
 * by their bare names: whichever schema they are in.
 */
final class Routines {

  private static final Shape CREATES =
      Shape.of(
          "CREATE [OR REPLACE] [DEFINER ...] [AGGREGATE] {PROCEDURE|FUNCTION} [IF NOT EXISTS] <table>");

  /** Words that begin what may take something away, wherever in a body they stand. */
  private static final List<String> VERBS =
      List.of(
          "DROP", "TRUNCATE", "DELETE", "UPDATE", "ALTER", "RENAME", "EXECUTE", "PREPARE", "MERGE");

  private final Target target;
  private final Map<String, List<List<Token>>> bodies = new LinkedHashMap<>();

  Routines(List<Script> scripts, Target target) {
    this.target = target;
    scripts.forEach(script -> Statements.of(script.text(), target).forEach(this::keep));
  }

  private void keep(Statement statement) {
    Act act = Act.whole(statement.tokens(), target);
    Shape.Match created = CREATES.match(act);
    if (created == null) {
      return;
    }
    String name = created.tables().getFirst();
    List<Token> behind = act.tokens().subList(created.end(), act.tokens().size());
    List<List<Token>> body =
        bodies.computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), _ -> new ArrayList<>());
    body.add(behind);
    if (target.postgres()) {
      behind.stream()
          .filter(token -> token.kind() == Token.Kind.STRING)
          .flatMap(text -> Statements.of(text.text(), target).stream())
          .forEach(inside -> body.add(inside.tokens()));
    }
  }

  /** What the routines do that an act calls, and those that these call. */
  List<Act> calledBy(Act act) {
    List<Act> done = new ArrayList<>();
    if (!bodies.isEmpty()) {
      follow(act.tokens(), new TreeSet<>(), done);
    }
    return done;
  }

  private void follow(List<Token> tokens, NavigableSet<String> seen, List<Act> done) {
    for (Token token : tokens) {
      String name = token.names() ? target.fold(token) : "";
      if (bodies.containsKey(name) && seen.add(name)) {
        for (List<Token> body : bodies.getOrDefault(name, List.of())) {
          done.addAll(acts(body));
          follow(body, seen, done);
        }
      }
    }
  }

  /** From each such word up to the end of its statement. */
  private List<Act> acts(List<Token> body) {
    List<Act> acts = new ArrayList<>();
    for (int at = 0; at < body.size(); at++) {
      if (body.get(at).isAny(VERBS)) {
        int end = at;
        while (end < body.size() && !body.get(end).is(";")) {
          end++;
        }
        acts.addAll(
            Acts.of(new Statement(body.get(at).line(), body.subList(at, end), null), target));
      }
    }
    return acts;
  }
}
