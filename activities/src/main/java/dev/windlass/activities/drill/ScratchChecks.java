package dev.windlass.activities.drill;

import dev.windlass.activities.backup.EngineTools;
import dev.windlass.activities.backup.dump.BrokenDumpException;
import dev.windlass.activities.backup.dump.DatabaseDump;
import dev.windlass.activities.backup.dump.DumpContents;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.drill.DataQuestion;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.drill.ManifestComparison;
import dev.windlass.workflows.drill.ManifestComparison.Found;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that is asked of a restored database. Each check has its own answer: one that cannot
 * be made keeps none of the others from being made, unless the server is gone.
 */
final class ScratchChecks {

  private static final int SHOWN = 5;

  private final DrillPlan plan;
  private final Manifest manifest;
  private final DatabaseRoute route;
  private final ScratchEngine engine;

  ScratchChecks(DrillPlan plan, Manifest manifest, DatabaseRoute route) {
    this.plan = plan;
    this.manifest = manifest;
    this.route = route;
    this.engine = ScratchEngine.of(route.database().engine());
  }

  /** The answers, in order. */
  List<DrillFinding> run() {
    List<DrillFinding> findings = new ArrayList<>();
    findings.add(asked("engine", this::consistency));
    findings.addAll(content());
    findings.add(
        asked("foreign keys", connection -> new ForeignKeys(engine, connection).finding()));
    for (DataQuestion question : plan.questions()) {
      findings.add(
          asked(
              question.name(),
              connection -> new Questions(plan, manifest, connection).ask(question)));
    }
    return findings;
  }

  private interface Look {
    DrillFinding at(Connection connection) throws SQLException;
  }

  private DrillFinding asked(String name, Look look) {
    try (Connection connection = route.connect(engine.options())) {
      return look.at(connection);
    } catch (SQLException e) {
      if (ScratchRoutes.isLost(e)) {
        throw ScratchRoutes.failure("the scratch server went away", e);
      }
      return DrillFinding.error(name, DrillReason.UNMEASURED, String.valueOf(e.getMessage()));
    }
  }

  private DrillFinding consistency(Connection connection) throws SQLException {
    List<String> broken = engine.broken(connection);
    return broken.isEmpty()
        ? DrillFinding.pass("engine", "finds every table and index sound")
        : DrillFinding.fail(
            "engine",
            DrillReason.INCONSISTENT,
            broken.stream().limit(SHOWN).collect(Collectors.joining("; ")));
  }

  /** Dumped once more and read by the scanner that read the backup: the very same rows. */
  private List<DrillFinding> content() {
    List<String> tables =
        plan.backup().source() instanceof BackupSource.Data data ? data.tables() : List.of();
    EngineTools tools = EngineTools.of(route, null);
    try {
      DumpContents again =
          new DatabaseDump(tools.runner(), tools.endpoint(), tables)
              .run(OutputStream.nullOutputStream());
      return new ManifestComparison(manifest)
          .with(
              new Found(
                  route.schemaVersion(manifest.versionTable(), tables),
                  again.tables(),
                  again.things()));
    } catch (BrokenDumpException e) {
      return List.of(
          asked(
              "dump",
              connection -> {
                Sql.strings(connection, "select 1");
                return DrillFinding.fail(
                    "dump", DrillReason.INCONSISTENT, String.valueOf(e.getMessage()));
              }));
    } catch (IOException e) {
      return List.of(
          DrillFinding.error("dump", DrillReason.UNMEASURED, String.valueOf(e.getMessage())));
    }
  }
}
