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
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    Instant began = clock.instant();
    try (DatabaseRoute route =
        routes.open(scope, data.read(), plan.ssh(), on == null ? data.tunnel() : on)) {
      if (data.replica() != null) {
        ReplicaLook.require(route, data.replica().lag(), attempt);
      }
      String version = route.schemaVersion(data.versions(), data.tables());
      Duration connected = Duration.between(began, clock.instant());
      EngineTools tools =
          EngineTools.of(route, on == null ? null : hosts.open(scope, plan.ssh(), on));
      DatabaseDump dump = new DatabaseDump(tools.runner(), tools.endpoint(), data.tables());
      boolean postgresql = data.database().engine() == Database.Engine.POSTGRESQL;
      Written<DumpContents> written =
          stream.write(
              postgresql ? "dump" : "sql",
              plain -> {
                DumpContents contents = dump.run(plain);
                requireSame(version, route.schemaVersion(data.versions(), data.tables()));
                return contents;
              });
      DumpContents found = written.contents();
      return stream.manifest(
          written,
          origin(data, found),
          new Held(
              Manifest.Kind.DATABASE,
              version,
              data.versions(),
              found.tables(),
              found.things(),
              List.of(),
              connected));
    }
  }

  private static Manifest.Origin origin(BackupSource.Data data, DumpContents found) {
    Database.Engine engine = data.database().engine();
    return new Manifest.Origin(
        engine,
        found.serverVersion(),
        found.tool(),
        found.toolVersion(),
        DumpCommands.options(engine, data.tables()),
        data.replica() != null);
  }

  /** The snapshot lies between two looks: which of two versions it has, nobody could say. */
  private static void requireSame(@Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "the schema went from version %s to %s while it was dumped: it is taken again"
              .formatted(before, after));
    }
  }

  private Manifest files(BackupPlan plan, BackupSource.Files files, BackupStream stream)
      throws IOException {
    Scope scope = new Scope(plan.application(), plan.environment());
    Instant began = clock.instant();
    HostTools host = new HostTools(hosts.open(scope, plan.ssh(), files.on()));
    String version = FileArchive.version(host);
    Duration connected = Duration.between(began, clock.instant());
    FileArchive archive =
        new FileArchive(new FileSelection(files.root(), files.paths(), files.exclusions()));
    Written<FileContents> written = stream.write("tar", plain -> archive.pack(host, plain));
    return stream.manifest(
        written,
        Manifest.Origin.files("tar", version),
        new Held(
            Manifest.Kind.FILES,
            null,
            null,
            written.contents().directories(),
            List.of(),
            written.contents().passedOver(),
            connected));
  }
}
