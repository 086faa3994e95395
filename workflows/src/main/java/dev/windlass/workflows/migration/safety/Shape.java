package dev.windlass.workflows.migration.safety;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a statement must begin, written like the synopses of the engines' manuals: {@code
 * [optional]}, {@code {one|of}}, {@code !{none|of}}, {@code <name>}, {@code <column>} (a name that
 * begins no constraint), {@code <table>} and {@code <tables>} (whose names are kept), {@code
 * <value>} (any one piece), {@code (..)} (a group), {@code ...} (anything, as little as possible),
 * {@code $} (the end). {@code ALTER TABLE:} in front means one of its actions.
 */
final class Shape {

  private static final String ACTION = "ALTER TABLE:";

  /** Words that begin something else than a column where a column may stand. */
  private static final List<String> NO_COLUMN =
      List.of(
          "CONSTRAINT", "CHECK", "UNIQUE", "PRIMARY", "FOREIGN", "EXCLUDE", "LIKE", "COLUMN", "IF");

  private final boolean action;
  private final Node node;

  private Shape(boolean action, Node node) {
    this.action = action;
    this.node = node;
  }

  /** What was found: the place behind it, and the tables that it names. */
  record Match(int end, List<String> tables) {}

  /** A part of a shape: matches here, and then whatever follows it. */
  private interface Node {
    boolean match(Reading reading, int at, Next next);
  }

  private interface Next {
    boolean go(int at);
  }

  private record Reading(Act act, List<String> tables) {}

  static Shape of(String pattern) {
    boolean action = pattern.startsWith(ACTION);
    String spaced =
        pattern.substring(action ? ACTION.length() : 0).replaceAll("([\\[\\]{}|])", " $1 ").strip();
    Iterator<String> pieces = List.of(spaced.split("\\s+", -1)).iterator();
    return new Shape(action, alternatives(pieces));
  }

  /** The match at the beginning of an act, or null. */
  @Nullable Match match(Act act) {
    if (action != (act.table() != null)) {
      return null;
    }
    Reading reading = new Reading(act, new ArrayList<>());
    int[] end = {0};
    boolean matched =
        node.match(
            reading,
            0,
            at -> {
              end[0] = at;
              return true;
            });
    return matched ? new Match(end[0], List.copyOf(reading.tables)) : null;
  }

  /** Reads up to the bracket that closes, or to the end. */
  private static Node alternatives(Iterator<String> pieces) {
    List<Node> choices = new ArrayList<>();
    List<Node> sequence = new ArrayList<>();
    while (pieces.hasNext()) {
      String piece = pieces.next();
      if (piece.equals("]") || piece.equals("}")) {
        break;
      }
      if (piece.equals("|")) {
        choices.add(sequence(List.copyOf(sequence)));
        sequence.clear();
      } else {
        sequence.add(node(piece, pieces));
      }
    }
    choices.add(sequence(List.copyOf(sequence)));
    List<Node> all = List.copyOf(choices);
    return (reading, at, next) -> all.stream().anyMatch(one -> one.match(reading, at, next));
  }

  private static Node node(String piece, Iterator<String> pieces) {
    return switch (piece) {
      case "[" -> optional(alternatives(pieces));
      case "{" -> alternatives(pieces);
      case "!" -> {
        pieces.next();
        yield not(alternatives(pieces));
      }
      case "..." -> Shape::anything;
      case "(..)" ->
          (reading, at, next) -> reading.act.is(at, "(") && next.go(reading.act.behind(at));
      case "$" -> (reading, at, next) -> at == reading.act.tokens().size() && next.go(at);
      case "<name>" -> Shape::name;
      case "<names>" ->
          (reading, at, next) -> names(new Reading(reading.act, new ArrayList<>()), at, next);
      case "<column>" -> (reading, at, next) -> !starts(reading, at) && name(reading, at, next);
      case "<value>" -> (reading, at, next) -> reading.act.at(at) != null && next.go(at + 1);
      case "<table>" -> Shape::table;
      case "<tables>" -> Shape::names;
      default -> (reading, at, next) -> reading.act.is(at, piece) && next.go(at + 1);
    };
  }

  private static Node sequence(List<Node> nodes) {
    return nodes.isEmpty()
        ? (_, at, next) -> next.go(at)
        : followed(nodes.getFirst(), sequence(nodes.subList(1, nodes.size())));
  }

  private static Node followed(Node first, Node rest) {
    return (reading, at, next) -> first.match(reading, at, then -> rest.match(reading, then, next));
  }

  private static Node optional(Node node) {
    return (reading, at, next) -> node.match(reading, at, next) || next.go(at);
  }

  private static Node not(Node node) {
    return (reading, at, next) -> !node.match(reading, at, _ -> true) && next.go(at);
  }

  private static boolean anything(Reading reading, int at, Next next) {
    int place = at;
    while (!next.go(place)) {
      if (place >= reading.act.tokens().size()) {
        return false;
      }
      place = reading.act.behind(place);
    }
    return true;
  }

  private static boolean starts(Reading reading, int at) {
    Token token = reading.act.at(at);
    return token != null && token.isAny(NO_COLUMN);
  }

  private static boolean name(Reading reading, int at, Next next) {
    int end = reading.act.behindName(at);
    return end >= 0 && next.go(end);
  }

  private static boolean table(Reading reading, int at, Next next) {
    int begun = reading.act.is(at, "ONLY") && reading.act.behindName(at + 1) > 0 ? at + 1 : at;
    int end = reading.act.behindName(begun);
    if (end < 0) {
      return false;
    }
    reading.tables.add(reading.act.name(begun, end));
    if (next.go(reading.act.is(end, "*") ? end + 1 : end)) {
      return true;
    }
    reading.tables.removeLast();
    return false;
  }

  private static boolean names(Reading reading, int at, Next next) {
    int before = reading.tables.size();
    int[] end = {at - 1};
    do {
      if (!table(reading, end[0] + 1, behind -> kept(end, behind))) {
        break;
      }
    } while (reading.act.is(end[0], ","));
    if (reading.tables.size() > before && next.go(end[0])) {
      return true;
    }
    while (reading.tables.size() > before) {
      reading.tables.removeLast();
    }
    return false;
  }

  private static boolean kept(int[] place, int behind) {
    place[0] = behind;
    return true;
  }
}
