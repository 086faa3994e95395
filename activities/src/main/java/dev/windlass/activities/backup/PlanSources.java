package dev.windlass.activities.backup;

import dev.windlass.activities.backup.BackupStream.Held;
import dev.windlass.activities.backup.BackupStream.Written;
import dev.windlass.activities.backup.dump.DatabaseDump;
import dev.windlass.activities.backup.dump.DumpCommands;
import dev.windlass.activities.backup.dump.DumpContents;
import dev.windlass.activities.backup.dump.FileArchive;
import dev.windlass.activities.backup.dump.FileContents;
import dev.windlass.activities.backup.dump.FileSelection;
import dev.windlass.activities.backup.dump.HostTools;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Databases by their own tools, and files by tar. */
public final class PlanSources implements Sources {

  private final DatabaseRoute.Opener routes;
  private final GrantedHosts hosts;
  private final Clock clock;

  public PlanSources(DatabaseRoute.Opener routes, GrantedHosts hosts, Clock clock) {
    this.routes = routes;
    this.hosts = hosts;
    this.clock = clock;
  }

  @Override
  public Manifest read(BackupPlan plan, Target target) {
    try {
      BackupStream stream = new BackupStream(plan, target, clock);
      return switch (plan.source()) {
        case BackupSource.Data data -> database(plan, data, stream, target.attempt());
        case BackupSource.Files files -> files(plan, files, stream);
      };
    } catch (IOException e) {
      throw SourceFailures.of(e);
    }
  }

  private Manifest database(
      BackupPlan plan, BackupSource.Data data, BackupStream stream, int attempt)
      throws IOException {
    Scope scope = new Scope(plan.application(), plan.environment());
    Host on = data.on();
    try (DatabaseRoute route =
        routes.open(scope, data.read(), plan.ssh(), on == null ? data.tunnel() : on)) {
      if (data.replica() != null) {
        ReplicaLook.require(route, data.replica().lag(), attempt);
      }
      String version = route.schemaVersion(data.versions(), data.tables());
      EngineTools tools =
          EngineTools.of(route, on == null ? null : hosts.open(scope, plan.ssh(), on));
      DatabaseDump dump = new DatabaseDump(tools.runner(), tools.endpoint(), data.tables());
      Database.Engine engine = data.database().engine();
      boolean postgresql = engine == Database.Engine.POSTGRESQL;
      Written<DumpContents> written = stream.write(postgresql ? "dump" : "sql", dump::run);
      DumpContents found = written.contents();
      return stream.manifest(
          written,
          new Manifest.Origin(
              engine,
              found.serverVersion(),
              postgresql ? "pg_dump" : "mariadb-dump",
              found.toolVersion(),
              DumpCommands.options(engine, data.tables()),
              data.replica() != null),
          new Held(
              Manifest.Kind.DATABASE,
              version,
              data.versions(),
              found.tables(),
              found.things(),
              List.of()));
    }
  }

  private Manifest files(BackupPlan plan, BackupSource.Files files, BackupStream stream)
      throws IOException {
    Scope scope = new Scope(plan.application(), plan.environment());
    HostTools host = new HostTools(hosts.open(scope, plan.ssh(), files.on()));
    FileArchive archive =
        new FileArchive(new FileSelection(files.root(), files.paths(), files.exclusions()));
    Written<FileContents> written = stream.write("tar", plain -> archive.pack(host, plain));
    return stream.manifest(
        written,
        Manifest.Origin.files("tar", ""),
        new Held(
            Manifest.Kind.FILES,
            null,
            null,
            written.contents().directories(),
            List.of(),
            written.contents().passedOver()));
  }
}
