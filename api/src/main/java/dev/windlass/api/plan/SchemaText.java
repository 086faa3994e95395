package dev.windlass.api.plan;

import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.migration.safety.Finding;
import dev.windlass.workflows.migration.safety.MigrationKind;
import dev.windlass.workflows.migration.safety.ReadScript;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.WayDown;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.Rehearsed;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read in pending migrations, in words. */
final class SchemaText {

  private static final int NAMED = 5;

  /** Findings on the one page; the listing has all. */
  private static final int SHOWN = 8;

  /** Findings of the way down there; the verdict has the first already. */
  private static final int UNDOING = 3;

  private SchemaText() {}

  /** {@code V8__index.sql (expand)}; without the class where nothing was read. */
  static List<String> scripts(Found found) {
    Map<String, MigrationKind> kinds = new LinkedHashMap<>();
    if (found.reading() != null) {
      for (ReadScript script : found.reading().scripts()) {
        kinds.put(script.name(), script.kind());
      }
    }
    return found.pending().stream()
        .map(name ->
            kinds.containsKey(name) ? name + " (" + WireNames.of(kinds.get(name)) + ")" : name)
        .toList();
  }

  /** {@code 2 pending: V7__add.sql (expand), V8__drop.sql (contract)}; of many only the first. */
  static String pending(Found found) {
    List<String> all = scripts(found);
    return all.isEmpty()
        ? "nothing pending"
        : all.size()
            + " pending: "
            + String.join(", ", all.subList(0, Math.min(NAMED, all.size())))
            + (all.size() > NAMED ? " …" : "");
  }

  /** What was read, and whether it was rehearsed. */
  static List<String> notes(DeploymentPlan plan) {
    List<String> lines = new ArrayList<>(findings(plan.found().reading()));
    String rehearsal = rehearsal(plan);
    if (rehearsal != null) {
      lines.add(rehearsal);
    }
    return lines;
  }

  private static @Nullable String rehearsal(DeploymentPlan plan) {
    return switch (plan.found().rehearsed()) {
      case null -> null;
      case Rehearsed.Never _ ->
          "not rehearsed; to do so: windlass drill %s --rehearse %s"
              .formatted(plan.environment(), PlanText.brief(plan.release().revision()));
      case Rehearsed.Done done ->
          "%s %s in %s on %s: %s"
              .formatted(
                  done.ran() ? "rehearsed" : "does not run, by the rehearsal of",
                  done.at().truncatedTo(ChronoUnit.MINUTES),
                  done.drill(),
                  done.backup(),
                  done.told());
    };
  }

  /** The first of them, and how many more there are. */
  private static List<String> findings(@Nullable Reading reading) {
    if (reading == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (Finding finding : reading.findings().stream().limit(SHOWN).toList()) {
      boolean mends = reading.server().isEmpty();
      lines.add(finding.line() + (mends ? " → " + finding.advice().alternative() : ""));
    }
    int more = reading.findings().size() + reading.untold() - lines.size();
    if (more > 0) {
      lines.add("and " + more + " more findings");
    }
    lines.addAll(undo(reading.down(), UNDOING));
    return lines;
  }

  /** The first findings of the way down; what to write instead is for scripts that go up. */
  private static List<String> undo(@Nullable WayDown down, int shown) {
    if (down == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    down.findings().stream().limit(shown).forEach(one -> lines.add("undo: " + one.line()));
    int more = down.findings().size() + down.untold() - lines.size();
    if (more > 0) {
      lines.add("undo: and " + more + " more findings");
    }
    return lines;
  }

  /** All of them, with what to write instead, and whether they were rehearsed. */
  static List<String> listing(DeploymentPlan plan) {
    List<String> lines = new ArrayList<>();
    Reading reading = plan.found().reading();
    if (reading != null && !reading.scripts().isEmpty()) {
      if (!reading.server().isEmpty()) {
        lines.add("read for " + reading.server());
      }
      for (Finding finding : reading.findings()) {
        lines.add(finding.line());
        lines.add("  " + finding.place().statement());
        lines.add("  " + finding.advice().alternative() + " (" + finding.advice().source() + ")");
      }
      if (reading.untold() > 0) {
        lines.add("and " + reading.untold() + " more findings");
      }
      lines.addAll(undo(reading.down(), Reading.MOST));
      lines.add(reading.verdict().sentence());
    }
    String rehearsal = rehearsal(plan);
    if (rehearsal != null) {
      lines.add(rehearsal);
    }
    return lines;
  }

  /** When a framework's migrations are read. */
  static String reading(Migrations.Command command) {
    return command.dryRun() == null
        ? "what it does is not read"
        : "read after prepare by " + command.dryRun().command().line();
  }

  /** What taking the schema down can and cannot bring back, where it was read. */
  static String undone(Found found) {
    Reading reading = found.reading();
    return reading == null || reading.scripts().isEmpty()
        ? ""
        : " (" + reading.verdict().sentence() + ")";
  }

  /** What it means that the schema is kept. */
  static String verdict(Found found) {
    Reading reading = found.reading();
    return reading == null || reading.scripts().isEmpty()
        ? "(old code is expected to run on it)"
        : "(" + reading.verdict().sentence() + ")";
  }
}
