package dev.windlass.activities.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.Ports;
import dev.windlass.store.artifact.Digests;
import dev.windlass.workflows.backup.BackupActivities;
import dev.windlass.workflows.backup.BackupActivities.Copy;
import dev.windlass.workflows.backup.BackupActivities.Discard;
import dev.windlass.workflows.backup.BackupActivities.Take;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real database and a host's files into two stores. */
class BackupActivitiesImplTest {

  private static @Nullable MariaDbServer server;
  @TempDir private Path folder;
  private final Engine engine = new Engine();
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));

  @BeforeAll
  static void startServer() {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump", "zstd", "tar");
    server = MariaDbServer.start();
    server.createDatabase("shop", "shop", "pass word");
    server.sql(
        "shop",
        """
        create table orders (id int primary key, note varchar(100));
        insert into orders values (1, 'red shoes'), (2, 'green hat'), (3, null);
        create table nothing (id int primary key);
        """);
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
    Files.createDirectories(folder.resolve("near"));
    Files.createDirectories(folder.resolve("far"));
  }

  @AfterEach
  void leave() throws IOException {
    engine.close();
    fleet.close();
  }

  @Test
  void aDatabaseIsWholeInItsStoreWithAManifestThatCountsItsRows() throws Exception {
    BackupPlan plan = plan(data(null));

    Taken taken = activities().take(new Take("b-1", plan, Occasion.PERSON));

    assertThat(taken.tables()).isEqualTo(2);
    assertThat(taken.rows()).isEqualTo(3);
    assertThat(taken.keyId()).isNull();
    Manifest manifest = manifest("near");
    assertThat(manifest.tables())
        .extracting(Manifest.Table::name, Manifest.Table::rows)
        .containsExactlyInAnyOrder(tuple("orders", 3L), tuple("nothing", 0L));
    assertThat(plain("near", manifest)).contains("red shoes", "-- Dump completed");
    assertThat(manifest.origin().tool()).isEqualTo("mariadb-dump");
    assertThat(manifest.timings())
        .extracting(Manifest.Timing::part)
        .containsExactly("connect", "dump", "upload");
    assertThat(manifest.timings()).noneMatch(timing -> timing.took().isNegative());
  }

  @Test
  void aMigrationInMidDumpMakesTheNextTryTheBackup() throws Exception {
    MariaDbServer shop = Objects.requireNonNull(server);
    shop.sql("shop", "create table version (v varchar(9)); insert into version values ('7');");
    BackupSource.Data data = (BackupSource.Data) data(null);
    BackupSource versioned =
        new BackupSource.Data(
            data.database(), null, null, List.of(), null, new Migrations.Updates("version", "v"));
    Sources migrating =
        (plan, to) ->
            sources()
                .read(
                    plan,
                    new Sources.Target(
                        to.store(),
                        to.id(),
                        to.attempt(),
                        to.sealing(),
                        more -> shop.sql("shop", "update version set v = '8';")));

    assertThatThrownBy(
            () -> activities(migrating).take(new Take("b-1", plan(versioned), Occasion.PERSON)))
        .cause()
        .hasMessageContaining("the schema went from version 7 to 8 while it was dumped")
        .hasMessageContaining("nonRetryable=false");
    shop.sql("shop", "drop table version;");

    assertThat(files("near")).isEmpty();
  }

  @Test
  void theDatabasesOwnHostDumpsItWhereTheFileSaysSo() throws Exception {
    Host near = fleet.host("db");

    Taken taken = activities().take(new Take("b-1", plan(data(near)), Occasion.PERSON));

    assertThat(taken.rows()).isEqualTo(3);
    assertThat(plain("near", manifest("near"))).contains("green hat");
  }

  @Test
  void takingAgainWhatIsWholeChangesNothing() throws Exception {
    BackupActivities activities = activities();
    Taken first = activities.take(new Take("b-1", plan(data(null)), Occasion.PERSON));
    List<Path> before = files("near");

    assertThat(activities.take(new Take("b-1", plan(data(null)), Occasion.PERSON)))
        .isEqualTo(first);
    assertThat(files("near")).isEqualTo(before);
  }

  @Test
  void aTryThatWasOnlySlowIsTheBackupWhereItEndsBeforeTheNextOne() throws Exception {
    Sources sources = sources();
    Sources overtaken =
        (plan, slow) -> {
          Manifest next =
              sources.read(
                  plan,
                  new Sources.Target(slow.store(), slow.id(), 2, slow.sealing(), slow.progress()));
          new ManifestFile(slow.store(), plan, slow.id()).write(sources.read(plan, slow));
          return next;
        };

    Taken taken = activities(overtaken).take(new Take("b-1", plan(data(null)), Occasion.PERSON));

    Path place = folder.resolve("near/shop/production/b-1");
    assertThat(taken.manifest())
        .isEqualTo(Digests.sha256(Files.readAllBytes(place.resolve("manifest.json"))));
    assertThat(plain("near", manifest("near"))).contains("red shoes");
    assertThat(files("near"))
        .as("of the other nothing is left")
        .containsExactlyInAnyOrder(
            place.resolve("manifest.json"),
            place.resolve(manifest("near").objects().getFirst().name()));
  }

  @Test
  void filesOfAHostAreKeptWithoutWhatIsExcluded() throws Exception {
    Host web = fleet.host("web");
    Path root = Files.createDirectories(folder.resolve("srv/shop"));
    Files.createDirectories(root.resolve("storage/app"));
    Files.writeString(root.resolve("storage/app/invoice.txt"), "forty two");
    Files.writeString(root.resolve("storage/app/rubbish.tmp"), "nothing");
    BackupSource files =
        new BackupSource.Files(web, root.toString(), List.of("storage/app"), List.of("*.tmp"));

    Taken taken = activities().take(new Take("b-1", plan(files), Occasion.PERSON));

    assertThat(taken.tables()).isEqualTo(1);
    assertThat(plain("near", manifest("near"))).contains("forty two").doesNotContain("rubbish");
    assertThat(manifest("near").origin().toolVersion()).startsWith("tar (GNU tar) ");
  }

  @Test
  void filesInUseAreABackupThatNamesThem() throws Exception {
    Host web = fleet.host("web");
    Path root = Files.createDirectories(folder.resolve("srv/shop"));
    Path busy = root.resolve("busy.log");
    Files.write(busy, new byte[20_000_000]);
    var source = new BackupSource.Files(web, root.toString(), List.of("."), List.of());
    var done = new AtomicBoolean();
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(root.resolve("run.sock")));
      Thread writer = Thread.ofPlatform().start(() -> append(busy, done));

      Taken taken = activities().take(new Take("b-1", plan(source), Occasion.PERSON));

      done.set(true);
      writer.join();
      assertThat(taken.passedOver())
          .containsExactlyInAnyOrder(
              "./busy.log: file changed as we read it", "./run.sock: socket ignored");
      assertThat(manifest("near").passedOver()).isEqualTo(taken.passedOver());
    }
  }

  private static void append(Path file, AtomicBoolean done) {
    try {
      while (!done.get()) {
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        Thread.sleep(1);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatAToolSaysOfItselfFailsAtOnceByNameAndAServerMayComeBack() throws Exception {
    BackupSource.Data data = (BackupSource.Data) data(null);
    BackupSource noTable = new BackupSource.Data(data.database(), null, null, List.of("nowhere"));
    BackupSource noRoot =
        new BackupSource.Files(
            fleet.host("web"), folder.resolve("nowhere").toString(), List.of("."), List.of());

    BackupActivities activities = activities();
    Database away =
        new Database(Database.Engine.MARIADB, "127.0.0.1", Ports.free(), "s", "s", "db", null);
    BackupSource noServer = new BackupSource.Data(away, null, null, List.of("orders"));

    assertFails(activities, noTable, "Couldn't find table: \"nowhere\"", "nonRetryable=true");
    assertFails(activities, noRoot, "No such file or directory", "nonRetryable=true");
    assertFails(activities, noServer, "2002", "nonRetryable=false");
    assertThat(files("near")).isEmpty();
  }

  private void assertFails(BackupActivities activities, BackupSource source, String... why) {
    assertThatThrownBy(() -> activities.take(new Take("b-1", plan(source), Occasion.PERSON)))
        .cause()
        .message()
        .contains(why);
  }

  @Test
  void aCopyIsTheSameAndAnEditedManifestIsRefused() throws Exception {
    BackupActivities activities = activities();
    BackupPlan plan = plan(data(null));
    Taken taken = activities.take(new Take("b-1", plan, Occasion.PERSON));
    Path manifest = folder.resolve("near/shop/production/b-1/manifest.json");
    String text = Files.readString(manifest);

    Files.writeString(manifest, text.replace("\"rows\" : 3", "\"rows\" : 2"));
    assertThatThrownBy(() -> activities.copy(new Copy("b-1", plan, far(), taken.manifest())))
        .hasStackTraceContaining("it has been edited");
    assertThat(files("far")).isEmpty();

    Files.writeString(manifest, text);
    activities.copy(new Copy("b-1", plan, far(), taken.manifest()));
    assertThat(manifest("far")).isEqualTo(manifest("near"));
    assertThat(plain("far", manifest("far"))).contains("red shoes");
  }

  @Test
  void aDumpThatFailsLeavesNoManifestAndNamesWhy() throws Exception {
    fleet.grants.with("db", "wrong");

    assertThatThrownBy(() -> activities().take(new Take("b-1", plan(data(null)), Occasion.PERSON)))
        .hasStackTraceContaining("Access denied");

    assertThat(files("near")).isEmpty();
  }

  @Test
  void whatIsToBeReadInPlaceOfTheDatabaseMustBeItsReplica() throws Exception {
    Objects.requireNonNull(server).sql("", "grant slave monitor on *.* to 'shop'@'127.0.0.1';");
    BackupSource.Data data = (BackupSource.Data) data(null);
    BackupSource.Replica itself =
        new BackupSource.Replica(
            data.database().host(), data.database().port(), Duration.ofMinutes(1));
    BackupSource source =
        new BackupSource.Data(
            new Database(Database.Engine.MARIADB, "127.0.0.9", 1, "shop", "shop", "db", null),
            null,
            null,
            List.of(),
            itself,
            null);

    assertThatThrownBy(() -> activities().take(new Take("b-1", plan(source), Occasion.PERSON)))
        .hasStackTraceContaining("127.0.0.1:" + itself.port() + " is no replica");

    assertThat(files("near")).isEmpty();
  }

  @Test
  void discardingTakesEverythingOfTheBackupAndNothingElse() throws Exception {
    BackupActivities activities = activities();
    BackupPlan plan = plan(data(null));
    activities.take(new Take("b-1", plan, Occasion.PERSON));
    activities.take(new Take("b-2", plan, Occasion.PERSON));

    activities.discard(new Discard("b-1", plan, plan.stores().getFirst()));
    activities.discard(new Discard("b-1", plan, plan.stores().getFirst()));

    assertThat(files("near")).isNotEmpty().allMatch(file -> file.toString().contains("b-2"));
  }

  private BackupActivities activities() {
    return activities(sources());
  }

  private BackupActivities activities(Sources sources) {
    return engine.of(
        BackupActivities.class,
        new BackupActivitiesImpl(new GrantedStores(fleet.grants, fleet.sessions()), sources));
  }

  private Sources sources() {
    GrantedHosts hosts = new GrantedHosts(fleet.grants, fleet.sessions());
    DatabaseRoute.Opener routes = new DatabaseRoute.Opener(fleet.grants, fleet.sessions());
    return new PlanSources(routes, hosts, Clock.systemUTC());
  }

  private static BackupSource data(@Nullable Host on) {
    int port = server == null ? 0 : server.port();
    Database database =
        new Database(Database.Engine.MARIADB, "127.0.0.1", port, "shop", "shop", "db", null);
    return new BackupSource.Data(database, on, null, List.of());
  }

  private BackupPlan plan(BackupSource source) {
    return new BackupPlan(
        "shop",
        "production",
        source,
        List.of(place("near"), far()),
        null,
        null,
        "UTC",
        TestFleet.SSH,
        Duration.ofMinutes(5));
  }

  private StorePlace far() {
    return place("far");
  }

  private StorePlace place(String name) {
    return new StorePlace("file://" + folder.resolve(name), null, null, null);
  }

  private Manifest manifest(String store) throws IOException {
    return Manifest.parse(
        Files.readString(folder.resolve(store + "/shop/production/b-1/manifest.json")));
  }

  /** What lies there, made plain by the public tool. */
  private String plain(String store, Manifest manifest) throws Exception {
    Path object =
        folder.resolve(store + "/shop/production/b-1/" + manifest.objects().getFirst().name());
    Process zstd = new ProcessBuilder("zstd", "-dc", object.toString()).start();
    String text = new String(zstd.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(zstd.waitFor()).isZero();
    return text;
  }

  private List<Path> files(String store) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(store))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
