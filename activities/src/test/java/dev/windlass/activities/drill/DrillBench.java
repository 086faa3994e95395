package dev.windlass.activities.drill;

import dev.windlass.activities.backup.BackupActivitiesImpl;
import dev.windlass.activities.backup.GrantedStores;
import dev.windlass.activities.backup.PlanSources;
import dev.windlass.activities.backup.dump.AgeKey;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.store.artifact.Digests;
import dev.windlass.workflows.backup.BackupActivities;
import dev.windlass.workflows.backup.BackupActivities.Copy;
import dev.windlass.workflows.backup.BackupActivities.Take;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.drill.DataQuestion;
import dev.windlass.workflows.drill.DrillActivities;
import dev.windlass.workflows.drill.DrillActivities.CheckScratch;
import dev.windlass.workflows.drill.DrillActivities.Condition;
import dev.windlass.workflows.drill.DrillActivities.RestoreScratch;
import dev.windlass.workflows.drill.DrillActivities.Restored;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillPlan.Production;
import dev.windlass.workflows.drill.DrillPlan.Scratch;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A production database, its backups in two directories, and hands that drill them. */
final class DrillBench implements AutoCloseable {

  static final String DATABASE = "windlass_drill_20261122_050300_ab12cd34";

  private final Database.Engine kind;
  private final Path folder;
  private final Engine engine = new Engine();
  private final AgeKey key = AgeKey.generate();
  private final BackupActivities backups;
  private final DrillActivities hands;
  final TestFleet fleet;

  /** Where the schema says its version beside Flyway. */
  Migrations.@Nullable Updates versions;

  /** Only these are backed up, or empty for all. */
  List<String> tables = List.of();

  DrillBench(Database.Engine kind, Path folder) throws IOException {
    this.kind = kind;
    this.folder = folder;
    this.fleet = new TestFleet(folder);
    fleet.grants.with("db", "pass word").with("scratch", "drill word").with("key", key.identity());
    fleet.grants.with("other key", AgeKey.generate().identity());
    Files.createDirectories(folder.resolve("near"));
    Files.createDirectories(folder.resolve("far"));
    GrantedStores stores = new GrantedStores(fleet.grants, fleet.sessions());
    DatabaseRoute.Opener routes = new DatabaseRoute.Opener(fleet.grants, fleet.sessions());
    GrantedHosts hosts = new GrantedHosts(fleet.grants, fleet.sessions());
    backups =
        engine.of(
            BackupActivities.class,
            new BackupActivitiesImpl(stores, new PlanSources(routes, hosts, Clock.systemUTC())));
    hands =
        engine.of(
            DrillActivities.class,
            new DrillActivitiesImpl(
                stores, routes, fleet::fetch, List.of("forbidden-*", "127.9.*")));
  }

  /** Takes a backup, and copies it. */
  Taken backup(DrillPlan plan, String id) {
    Taken taken = backups.take(new Take(id, plan.backup(), Occasion.PERSON));
    backups.copy(new Copy(id, plan.backup(), plan.offsite(), taken.manifest()));
    return taken;
  }

  /** Of a manifest that says another version, and that the catalogue takes for its own. */
  Taken versionSaid(String version, Taken taken) throws IOException {
    String said = "\"schemaVersion\" : \"%s\"";
    String text = Files.readString(manifest());
    Files.writeString(
        manifest(), text.replace(said.formatted(taken.schemaVersion()), said.formatted(version)));
    return new Taken(
        Digests.sha256(Files.readAllBytes(manifest())),
        taken.tables(),
        taken.rows(),
        taken.plainBytes(),
        taken.storedBytes(),
        version,
        taken.keyId());
  }

  /** They refuse {@code forbidden-*} and {@code 127.9.*}. */
  DrillActivities hands() {
    return hands;
  }

  Restored restore(DrillPlan plan, Taken taken) {
    return hands()
        .restore(new RestoreScratch(plan, DATABASE, "b-1", taken.manifest(), Condition.AS_STORED));
  }

  List<DrillFinding> check(DrillPlan plan, Taken taken) {
    return hands().check(new CheckScratch(plan, DATABASE, "b-1", taken.manifest())).findings();
  }

  /** From one server, into another. */
  DrillPlan plan(DatabaseServer production, DatabaseServer scratch, DataQuestion... questions) {
    return plan(database(production.port(), "shop", "shop", "db"), server(scratch), questions);
  }

  DrillPlan plan(Database production, Scratch scratch, DataQuestion... questions) {
    BackupPlan backup =
        new BackupPlan(
            "shop",
            "production",
            new BackupSource.Data(production, null, null, tables, null, versions),
            Stream.of("near", "far")
                .map(name -> new StorePlace("file://" + folder.resolve(name), null, null, null))
                .toList(),
            key.recipient(),
            null,
            "UTC",
            TestFleet.SSH,
            Duration.ofMinutes(5));
    return new DrillPlan(
        backup,
        "key",
        scratch,
        List.of(new Production("shop", "production", production, null, TestFleet.SSH)),
        List.of(questions),
        new Objectives(null, null),
        0,
        Duration.ofMinutes(5));
  }

  Scratch server(DatabaseServer server) {
    return server("127.0.0.1", server.port(), null);
  }

  Scratch server(String host, int port, @Nullable Host through) {
    Database database =
        new Database(
            kind,
            host,
            port,
            kind == Database.Engine.POSTGRESQL ? "postgres" : "information_schema",
            "drill",
            "scratch",
            through == null ? null : through.name());
    return new Scratch(database, through, "windlass_drill_");
  }

  Database database(int port, String name, String user, String password) {
    return new Database(kind, "127.0.0.1", port, name, user, password, null);
  }

  /** The one object of the offsite copy. */
  Path object() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("far/shop/production/b-1"))) {
      return files
          .filter(file -> !file.getFileName().toString().equals("manifest.json"))
          .findFirst()
          .orElseThrow();
    }
  }

  Path manifest() {
    return folder.resolve("far/shop/production/b-1/manifest.json");
  }

  @Override
  public void close() throws IOException {
    engine.close();
    fleet.close();
  }
}
