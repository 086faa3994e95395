package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every rule there is, per engine. */
public final class Rules {

  private static final List<Rule> POSTGRESQL =
      Stream.of(
              PostgresColumns.RULES,
              PostgresConstraints.RULES,
              PostgresTables.RULES,
              PostgresIndexes.RULES,
              PostgresObjects.RULES,
              PostgresRows.RULES,
              PostgresKnown.RULES)
          .flatMap(List::stream)
          .toList();

  private static final List<Rule> MARIADB =
      Stream.of(
              MariaDbColumns.RULES,
              MariaDbConstraints.RULES,
              MariaDbTables.RULES,
              MariaDbObjects.RULES,
              MariaDbRows.RULES,
              MariaDbServers.RULES,
              MariaDbKnown.RULES)
          .flatMap(List::stream)
          .toList();

  /** What a client takes for itself begins like this. */
  private static final Pattern CLIENT = Pattern.compile("\\\\.*|[a-zA-Z].*");

  /** Of a routine whose body may be anything. */
  static final String CALL = "call-routine";

  /** What no rule knows. */
  static final Rule UNPARSABLE =
      rule("unparsable", MigrationKind.CONTRACT)
          .risk(Risk.UNREADABLE)
          .says(
              "What this would do cannot be read from its text.",
              "Write it as a statement of the engine's manual, or read it yourself and waive this.",
              "SQL statements of the engine's manual");

  /** What another program puts there may be any statement. */
  static final Rule HIDDEN =
      rule("hidden-by-placeholder", MigrationKind.CONTRACT)
          .risk(Risk.UNREADABLE)
          .says(
              "A placeholder stands where it may hide more of the statement.",
              "Use placeholders for names and values only.",
              "Flyway, Placeholders");

  static final Rule CLIENT_COMMAND =
      rule("client-command", MigrationKind.CONTRACT)
          .risk(Risk.UNREADABLE)
          .says(
              "A command for the client, not for the server: what it reads or runs is not in this script.",
              "Put the statements themselves into the script.",
              "the client's manual, commands");

  /** Laravel lets a migration that it only pretends to run see no rows. */
  static final Rule UNANSWERED =
      rule("unanswered-query", MigrationKind.CONTRACT)
          .risk(Risk.UNREADABLE)
          .says(
              "A dry run gives the migration no rows, so what it does by the answer is not printed.",
              "Let the migration decide without asking, or read it yourself and waive this.",
              "Laravel, migrate --pretend");

  /** What MariaDB and MySQL refuse rather than do at a higher cost. */
  static final Rule ONLINE_REFUSED =
      rule("online-refused", MigrationKind.SAFE)
          .risk(Risk.REFUSED)
          .says(
              "The server refuses this change with the ALGORITHM or LOCK that is asked for.",
              "Leave ALGORITHM and LOCK to the server in a time without writers, or use a copying tool.",
              "InnoDB Online DDL");

  /** A statement that is damaged, and how. */
  static Rule unreadable(String damage) {
    Advice told = UNPARSABLE.advice();
    return rule(UNPARSABLE.id(), UNPARSABLE.kind())
        .risk(UNPARSABLE.risk())
        .says("It cannot be read: " + damage + ".", told.alternative(), told.source());
  }

  /** What to say of an act that no rule knows. */
  static Rule unknown(Act act) {
    Token first = act.at(0);
    boolean ofTheClient =
        first != null
            && first.kind() == Token.Kind.SYMBOL
            && CLIENT.matcher(first.text()).matches();
    return ofTheClient ? CLIENT_COMMAND : UNPARSABLE;
  }

  /** Those that apply to a server, in the order in which they are shown. */
  public static List<Rule> of(Target target) {
    List<Rule> all = target.postgres() ? POSTGRESQL : MARIADB;
    return all.stream().filter(rule -> rule.isFor(target)).toList();
  }

  /** Those for PostgreSQL, of any version. */
  static List<Rule> postgresql() {
    return POSTGRESQL;
  }

  /** Those for MariaDB and MySQL, of any version. */
  static List<Rule> mariadb() {
    return MARIADB;
  }

  /** The ids of all rules of all engines, those about what cannot be read included; sorted. */
  public static List<String> ids() {
    return Stream.of(
            POSTGRESQL,
            MARIADB,
            List.of(UNPARSABLE, HIDDEN, CLIENT_COMMAND, UNANSWERED, ONLINE_REFUSED))
        .flatMap(List::stream)
        .map(Rule::id)
        .distinct()
        .sorted()
        .toList();
  }

  private Rules() {}
}
