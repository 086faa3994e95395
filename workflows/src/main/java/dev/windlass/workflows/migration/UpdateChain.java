package dev.windlass.workflows.migration;

import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.migration.safety.VersionTable;
import dev.windlass.workflows.plan.Migrations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which update scripts lead on from the version that a schema has, and what speaks against them.
 *
 * @param pending in the order in which they run
 * @param repeatable {@code R__name.sql}, run behind them where they are new or have changed
 */
public record UpdateChain(
    List<UpdateScript> pending, List<Script> repeatable, List<String> problems) {

  private static final String REPEATABLE = "R__.+\\.sql";

  public UpdateChain {
    pending = List.copyOf(pending);
    repeatable = List.copyOf(repeatable);
    problems = List.copyOf(problems);
  }

  /**
   * Judges all scripts of a release.
   *
   * @param found the version that the schema has, without v
   */
  public static UpdateChain of(
      List<Script> scripts, String found, Migrations.Updates declared, Target target) {
    List<String> problems = new ArrayList<>();
    List<UpdateScript> updates = new ArrayList<>();
    List<Script> repeatable = new ArrayList<>();
    for (Script script : scripts) {
      UpdateScript update = UpdateScript.of(script);
      if (update != null) {
        updates.add(update);
      } else if (script.name().matches(REPEATABLE)) {
        repeatable.add(script);
      } else {
        problems.add(
            script.name()
                + ": no name of an update script; expected NN_update_vA_vB.sql, or R__name.sql");
      }
    }
    updates.sort(
        Comparator.comparingInt(UpdateScript::number).thenComparing(one -> one.script().name()));
    repeatable.sort(Comparator.comparing(Script::name));
    problems.addAll(gaps(updates));
    List<UpdateScript> pending = pending(updates, found);
    if (pending.isEmpty() && !updates.isEmpty() && !updates.getLast().to().equals(found)) {
      problems.add(noWay(updates, found, declared));
    }
    problems.addAll(silent(pending, declared, target));
    return new UpdateChain(pending, repeatable, problems);
  }

  /** The texts of what is pending, in order. */
  public List<Script> scripts() {
    return pending.stream().map(UpdateScript::script).toList();
  }

  private static List<String> gaps(List<UpdateScript> updates) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      UpdateScript update = updates.get(i);
      String name = update.script().name();
      if (update.from().equals(update.to())) {
        problems.add(name + " leads nowhere: both versions are " + update.to());
      }
      if (i == 0) {
        continue;
      }
      UpdateScript before = updates.get(i - 1);
      if (before.number() == update.number()) {
        problems.add("%s and %s have the same number".formatted(before.script().name(), name));
      }
      if (!before.to().equals(update.from())) {
        problems.add(
            "%s starts from %s, but %s before it ends at %s: add the script between them, or correct the names"
                .formatted(name, update.from(), before.script().name(), before.to()));
      }
    }
    return problems;
  }

  private static List<UpdateScript> pending(List<UpdateScript> updates, String found) {
    return updates.stream().dropWhile(update -> !update.from().equals(found)).toList();
  }

  private static String noWay(
      List<UpdateScript> updates, String found, Migrations.Updates declared) {
    return "the schema is at %s (%s.%s), and no script starts from there: they lead from %s to %s"
        .formatted(
            found.equals("0") ? "0, without tables" : found,
            declared.table(),
            declared.column(),
            updates.getFirst().from(),
            updates.getLast().to());
  }

  /** Which of these do not tell the version that they lead to. */
  public static List<String> silent(
      List<UpdateScript> pending, Migrations.Updates declared, Target target) {
    VersionTable table = new VersionTable(declared.table());
    return pending.stream()
        .filter(update -> !table.isToldEarly(update.to(), update.script(), target))
        .map(update ->
            "%s: no statement in its first %d lines tells the version; expected e.g. UPDATE %s SET %s = '%s';"
                .formatted(
                    update.script().name(),
                    VersionTable.FIRST_LINES,
                    declared.table(),
                    declared.column(),
                    update.to()))
        .toList();
  }
}
