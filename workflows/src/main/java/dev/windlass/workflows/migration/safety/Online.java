package dev.windlass.workflows.migration.safety;

import dev.windlass.workflows.plan.Database.Engine;
import java.util.List;
import java.util.Locale;

/**
 * What MariaDB and MySQL are told about how to change a table. They refuse a statement rather than
 * work in a way that costs more.
 *
 * @param algorithm upper case, empty when it is left to the server
 * @param lock upper case, empty when it is left to the server
 * @param addsPrimaryKey some action of the statement does
 */
record Online(String algorithm, String lock, boolean addsPrimaryKey) {

  private static final List<String> WITHOUT_COPY = List.of("INPLACE", "NOCOPY", "INSTANT");
  private static final List<String> WITHOUT_REBUILD = List.of("NOCOPY", "INSTANT");

  /** From anywhere in a statement outside parentheses. */
  static Online of(List<Token> tokens) {
    return new Online(value(tokens, "ALGORITHM"), value(tokens, "LOCK"), addsPrimaryKey(tokens));
  }

  private static String value(List<Token> tokens, String option) {
    for (int i = 1; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).depth() == 0 && tokens.get(i).is(option)) {
        int value = tokens.get(i + 1).is("=") ? i + 2 : i + 1;
        return value < tokens.size() ? tokens.get(value).text().toUpperCase(Locale.ROOT) : "";
      }
    }
    return "";
  }

  private static boolean addsPrimaryKey(List<Token> tokens) {
    boolean adds = false;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.depth() == 0 && (token.is("ADD") || token.is("DROP"))) {
        adds = token.is("ADD");
      }
      if (adds && token.is("PRIMARY") && tokens.get(i + 1).is("KEY")) {
        return true;
      }
    }
    return false;
  }

  /** Whether the server refuses a change that works like this. */
  boolean excludes(Effect effect, Target target) {
    boolean copies = effect == Effect.COPIES;
    boolean rebuilds = copies || effect == Effect.REBUILDS;
    return (lock.equals("NONE") && effect.blocksWriters() && !(copies && copiesOnline(target)))
        || (copies && WITHOUT_COPY.contains(algorithm))
        || (rebuilds && WITHOUT_REBUILD.contains(algorithm))
        || (effect == Effect.WRITERS_WAIT && algorithm.equals("INSTANT"));
  }

  /** Whether the server keeps to it also where it takes the longer way before it looks. */
  boolean binds() {
    return lock.equals("NONE") || algorithm.equals("INPLACE");
  }

  /** How the change works when it is taken as asked for. */
  Effect effect(Effect usual, Target target) {
    return usual == Effect.COPIES && lock.equals("NONE") && copiesOnline(target)
        ? Effect.REBUILDS
        : usual;
  }

  /** Since 11.2 MariaDB can copy a table while others write; it says so only where it must. */
  private static boolean copiesOnline(Target target) {
    return target.from(Engine.MARIADB, 11, 2);
  }
}
