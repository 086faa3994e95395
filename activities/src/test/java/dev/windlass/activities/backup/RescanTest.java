package dev.windlass.activities.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.store.Store;
import dev.windlass.store.backup.KeptBackup;
import dev.windlass.store.database.DatabaseSettings;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.BackupWorkflow;
import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.RescanActivities.Oddity;
import dev.windlass.workflows.backup.RescanWorkflow;
import dev.windlass.workflows.backup.RescanWorkflow.RescanRequest;
import dev.windlass.workflows.backup.RescanWorkflow.RescanStatus;
import dev.windlass.workflows.backup.RescanWorkflow.StoreFindings;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WindlassDataConverter;
import dev.windlass.workflows.contract.WorkflowTypes;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue from the stores alone: a host with SFTP, and a directory. */
class RescanTest {

  private static @Nullable MariaDbServer server;
  @TempDir private Path folder;
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));
  private Host vault = new Host("nowhere", 22, "root", List.of(), null);
  private @Nullable Store store;
  private @Nullable TestWorkflowEnvironment engine;

  @BeforeAll
  static void startServer() {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump", "tar");
    server = MariaDbServer.start();
    server.createDatabase("shop", "shop", "pass word");
    server.sql("shop", "create table orders (id int primary key); insert into orders values (1);");
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    fleet = new TestFleet(folder);
    fleet.grants.with("db", "pass word");
    vault = fleet.host("vault");
    Files.createDirectories(folder.resolve("near"));
    Files.createDirectories(folder.resolve("far"));
    Files.createDirectories(folder.resolve("srv/shop/storage"));
    Files.writeString(folder.resolve("srv/shop/storage/invoice.txt"), "forty two");
    store =
        Store.of(
            dev.windlass.store.database.Database.open(
                new DatabaseSettings.OwnFile(folder.resolve("store"))));
    engine = engine();
  }

  private TestWorkflowEnvironment engine() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setUseTimeskipping(false)
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(WindlassDataConverter.get())
                    .build());
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    TestWorkflowEnvironment made = TestWorkflowEnvironment.newInstance(options.build());
    Worker worker = made.newWorker(TaskQueues.CENTRAL);
    worker.registerWorkflowImplementationTypes(WorkflowTypes.all().toArray(Class<?>[]::new));
    GrantedStores stores = new GrantedStores(fleet.grants, fleet.sessions());
    worker.registerActivitiesImplementations(
        new BackupActivitiesImpl(
            stores,
            new PlanSources(
                new DatabaseRoute.Opener(fleet.grants, fleet.sessions()),
                new GrantedHosts(fleet.grants, fleet.sessions()),
                Clock.systemUTC())),
        new RescanActivitiesImpl(stores),
        new CatalogueActivitiesImpl(store(), new SimpleMeterRegistry()));
    made.start();
    return made;
  }

  @AfterEach
  void leave() throws IOException {
    if (engine != null) {
      engine.close();
    }
    store().close();
    fleet.close();
  }

  /** Who took it, its run and its drills stand in no manifest. */
  @Test
  void theLostCatalogueIsBackButForWhatOnlyItKnew() {
    backup(data());
    backup(files());
    backup(data());
    store().backups().drilled(backups().getFirst().id(), Instant.now());
    List<KeptBackup> before = backups();
    assertThat(before).hasSize(3).allMatch(one -> one.stores().size() == 2);
    lose();
    assertThat(backups()).isEmpty();

    RescanStatus found = rescan();

    List<String> ids = before.stream().map(KeptBackup::id).sorted().toList();
    assertThat(found.stores())
        .containsExactly(
            new StoreFindings(near().address(), 3, ids, List.of(), null),
            new StoreFindings(far().address(), 3, ids, List.of(), null));
    List<KeptBackup> after = backups();
    assertThat(after)
        .usingRecursiveComparison()
        .ignoringFields("startedBy", "startedAt", "endedAt", "drilledAt")
        .isEqualTo(before);
    assertThat(after)
        .allSatisfy(one -> {
          assertThat(one.startedBy()).isEqualTo("rescan by dev-1");
          assertThat(one.drilledAt()).isNull();
          assertThat(one.startedAt()).isBetween(startedAt(before, one), Instant.now());
        });

    assertThat(rescan().stores())
        .containsExactly(
            new StoreFindings(near().address(), 3, List.of(), List.of(), null),
            new StoreFindings(far().address(), 3, List.of(), List.of(), null));
    assertThat(backups()).isEqualTo(after);
  }

  @Test
  void whatARestoreReplacedElsewhereStaysApartAfterTheCatalogueWasLost() {
    backup(data());
    String own = backups().getFirst().id();
    run(new BackupRequest(plan(data(), "rehearsal"), Occasion.SAFETY, "dev-1"));
    lose();

    List<StoreFindings> found = rescan().stores();

    assertThat(found).allMatch(one -> one.whole() == 2 && one.odd().isEmpty());
    assertThat(backups())
        .extracting(KeptBackup::occasion, KeptBackup::target)
        .containsExactly(tuple(Occasion.SAFETY, "rehearsal"), tuple(Occasion.SCHEDULE, null));
    assertThat(store().backups().whole("shop", "production", "database"))
        .extracting(KeptBackup::id)
        .containsExactly(own);
    assertThat(rescan().stores()).as("it is known").allMatch(one -> one.odd().isEmpty());
  }

  @Test
  void whatHasOnlySomeTablesSaysSo() {
    BackupSource.Data all = (BackupSource.Data) data();
    backup(new BackupSource.Data(all.database(), null, null, List.of("orders")));
    assertThat(backups().getFirst().taken()).matches(Taken::selected);
    lose();

    rescan();

    assertThat(backups().getFirst().taken()).matches(Taken::selected);
  }

  @Test
  void namesWhatIsHalfBrokenEditedOrGoneAndRemovesNothing() throws IOException {
    for (int i = 0; i < 6; i++) {
      backup(files());
    }
    List<String> ids = backups().stream().map(KeptBackup::id).sorted().toList();
    Files.delete(manifest("near", ids.get(0)));
    Path object = object("near", ids.get(1));
    Files.write(object, new byte[7]);
    Files.delete(object("near", ids.get(2)));
    edit("near", ids.get(3), "\"rows\" : ", "\"rows\" : 9");
    Files.writeString(manifest("near", ids.get(4)), "{ \"format\"");
    Files.move(place("near", ids.get(5)), folder.resolve("elsewhere"));

    StoreFindings found = rescan().stores().getFirst();

    assertThat(found.entered()).isEmpty();
    assertThat(found.odd()).extracting(Oddity::id).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(why(found, ids.get(0))).contains("no manifest", "files-1.tar.zst");
    assertThat(why(found, ids.get(1))).contains("has 7 bytes, its manifest says");
    assertThat(why(found, ids.get(2))).contains("is not there, but its manifest names it");
    assertThat(why(found, ids.get(3))).contains("has been edited");
    assertThat(why(found, ids.get(4))).contains("not the manifest of a backup");
    assertThat(why(found, ids.get(5))).contains("there is nothing of it");
    assertThat(object).exists();
    assertThat(backups()).hasSize(6);
  }

  @Test
  void anEditedManifestIsKnownByTheOtherStoresAlsoWithoutACatalogue() throws IOException {
    backup(files());
    String id = backups().getFirst().id();
    edit("far", id, "\"rows\" : ", "\"rows\" : 9");
    lose();

    RescanStatus found = rescan();

    assertThat(found.stores().getFirst().entered()).containsExactly(id);
    assertThat(why(found.stores().getLast(), id)).contains("has been edited");
    assertThat(backups().getFirst().stores()).containsExactly(near().address());
  }

  @Test
  void aBackupInThePlaceOfAnotherIsNotTakenForIt() throws IOException {
    backup(files());
    String id = backups().getFirst().id();
    Files.move(place("near", id), place("near", "b-20200101-000000"));
    lose();

    StoreFindings found = rescan().stores().getFirst();

    assertThat(found.entered()).isEmpty();
    assertThat(why(found, "b-20200101-000000"))
        .contains("is the one of shop/production/" + id, "in its place");
  }

  private static Instant startedAt(List<KeptBackup> before, KeptBackup one) {
    return before.stream()
        .filter(b -> b.id().equals(one.id()))
        .findFirst()
        .orElseThrow()
        .startedAt();
  }

  private static String why(StoreFindings found, String id) {
    return found.odd().stream().filter(odd -> odd.id().equals(id)).findFirst().orElseThrow().why();
  }

  private void backup(BackupSource source) {
    run(new BackupRequest(plan(source, null), Occasion.SCHEDULE, "the schedule"));
  }

  private void run(BackupRequest request) {
    environment().getWorkflowClient().newWorkflowStub(BackupWorkflow.class, options()).run(request);
  }

  private RescanStatus rescan() {
    return environment()
        .getWorkflowClient()
        .newWorkflowStub(RescanWorkflow.class, options())
        .run(new RescanRequest(plan(files(), null), "dev-1"));
  }

  private static WorkflowOptions options() {
    return WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.CENTRAL).build();
  }

  private List<KeptBackup> backups() {
    return store().backups().list("shop", "production", 50);
  }

  private void lose() {
    for (String table : List.of("backup_use", "backup_copy", "backup")) {
      store().database().jdbc().sql("delete from " + table).update();
    }
  }

  private void edit(String where, String id, String from, String to) throws IOException {
    String text = Files.readString(manifest(where, id));
    assertThat(text).contains(from);
    Files.writeString(manifest(where, id), text.replace(from, to));
  }

  private Path manifest(String where, String id) {
    return place(where, id).resolve(ManifestFile.NAME);
  }

  private Path object(String where, String id) {
    return place(where, id).resolve("files-1.tar.zst");
  }

  private Path place(String where, String id) {
    return folder.resolve(where).resolve("shop/production").resolve(id);
  }

  private BackupPlan plan(BackupSource source, @Nullable String target) {
    return new BackupPlan(
        "shop",
        "production",
        source,
        List.of(near(), far()),
        null,
        null,
        "UTC",
        TestFleet.SSH,
        Duration.ofMinutes(5),
        target);
  }

  private StorePlace near() {
    return new StorePlace(
        "sftp://root@%s:%d%s".formatted(vault.name(), vault.port(), folder.resolve("near")),
        null,
        null,
        null);
  }

  private StorePlace far() {
    return new StorePlace("file://" + folder.resolve("far"), null, null, null);
  }

  private static BackupSource data() {
    int port = server == null ? 0 : server.port();
    Database database =
        new Database(Database.Engine.MARIADB, "127.0.0.1", port, "shop", "shop", "db", null);
    return new BackupSource.Data(database, null, null, List.of());
  }

  private BackupSource files() {
    return new BackupSource.Files(
        vault, folder.resolve("srv/shop").toString(), List.of("storage"), List.of());
  }

  private Store store() {
    if (store == null) {
      throw new IllegalStateException("not started");
    }
    return store;
  }

  private TestWorkflowEnvironment environment() {
    if (engine == null) {
      throw new IllegalStateException("not started");
    }
    return engine;
  }
}
