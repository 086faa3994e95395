package dev.windlass.activities.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.backup.BackupActivitiesImpl;
import dev.windlass.activities.backup.GrantedStores;
import dev.windlass.activities.backup.PlanSources;
import dev.windlass.activities.backup.dump.AgeKey;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.workflows.backup.BackupActivities;
import dev.windlass.workflows.backup.BackupActivities.Copy;
import dev.windlass.workflows.backup.BackupActivities.Take;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.restore.RestoreActivities;
import dev.windlass.workflows.restore.RestoreActivities.Clean;
import dev.windlass.workflows.restore.RestoreActivities.Load;
import dev.windlass.workflows.restore.RestoreActivities.Look;
import dev.windlass.workflows.restore.RestoreActivities.Looked;
import dev.windlass.workflows.restore.RestoreActivities.Progress;
import dev.windlass.workflows.restore.RestoreActivities.Swap;
import dev.windlass.workflows.restore.RestorePlan;
import dev.windlass.workflows.restore.RestorePlan.Chosen;
import dev.windlass.workflows.restore.RestorePlan.Target;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real database into two stores, and from them back into a real database. */
abstract class RestoreContract {

  static final String PASSWORD = "pass word";
  private static final AgeKey KEY = AgeKey.generate();
  private static final AtomicInteger NAMES = new AtomicInteger();

  @TempDir private Path folder = Path.of("/nowhere");
  private final Engine engine = new Engine();
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));
  private @Nullable RestoreActivities activities;
  private String shop = "";

  abstract DatabaseServer server();

  abstract Database.Engine product();

  /** What a database holds: tables orders (3 rows) and items, which refers to it, and code. */
  abstract String content();

  /** A database in which the restoring user may do what a restore needs. */
  abstract void make(String name);

  /** What a database holds, in a form in which equal databases are equal. */
  abstract String account(String database);

  /** What a restore could have left on the server. */
  abstract String leftovers(String database);

  /** Runs statements as the database's own user. */
  abstract void sql(String database, String statements);

  @BeforeEach
  void start() throws IOException {
    fleet = new TestFleet(folder);
    fleet.grants.with("db", PASSWORD).with("age", KEY.identity());
    Files.createDirectories(folder.resolve("near"));
    Files.createDirectories(folder.resolve("far"));
    shop = make();
    sql(shop, content());
  }

  @AfterEach
  void leave() throws IOException {
    engine.close();
    fleet.close();
  }

  private String make() {
    String name = "shop" + NAMES.incrementAndGet();
    make(name);
    return name;
  }

  @Test
  void whatWasChangedSinceIsAsItWasAndNothingElseIsLeft() {
    String before = account(shop);
    RestorePlan plan = plan(backup(), shop, List.of());
    sql(shop, "update orders set note = 'stolen'; delete from items; drop view totals;");
    assertThat(account(shop)).isNotEqualTo(before);

    Loaded loaded = restore("r-1", plan);

    assertThat(account(shop)).isEqualTo(before);
    assertThat(loaded.rows()).isEqualTo(5);
    assertThat(leftovers(shop)).isBlank();
  }

  /** What has run there must be what is in place: else a script that is gone never runs again. */
  @Test
  void theTablesOfUpdatesAndSeedsComeBackToo() {
    sql(shop, "create table windlass_update_history (v int); create table windlass_seed (s int);");
    sql(shop, "insert into windlass_update_history values (7);");
    String before = account(shop);
    Chosen backup = backup();
    sql(shop, "update windlass_update_history set v = 8; drop table windlass_seed;");

    restore("r-10", plan(backup, shop, List.of()));

    assertThat(account(shop)).isEqualTo(before);
    String other = make();
    restore("r-11", plan(backup, other, List.of()));
    assertThat(account(other)).isEqualTo(before);
  }

  @Test
  void anotherDatabaseGetsItAndTheOriginalIsLeftAlone() {
    String before = account(shop);
    String other = make();
    RestorePlan plan = plan(backup(), other, List.of());
    sql(shop, "update orders set note = 'newer';");
    String now = account(shop);

    restore("r-2", plan);

    assertThat(account(other)).isEqualTo(before);
    assertThat(account(shop)).isEqualTo(now).isNotEqualTo(before);
  }

  @Test
  void onlyTheChosenTablesComeBack() {
    Chosen backup = backup();
    sql(shop, "create table newer (id int primary key); drop view totals;");
    sql(shop, "update orders set note = 'stolen'; update items set label = 'stolen';");

    restore("r-3", plan(backup, shop, chosen()));

    assertThat(account(shop)).contains("newer").contains("red shoes").contains("socks");
    assertThat(leftovers(shop)).isBlank();
  }

  /** Names of both tables, as the manifest has them. */
  abstract List<String> chosen();

  @Test
  void tellsFromItsFirstBeatHowMuchThereIsToLoad() {
    RestorePlan plan = plan(backup(), shop, List.of());
    Queue<Progress> beats = new ConcurrentLinkedQueue<>();
    Looked looked = activities().look(new Look("r-12", plan));
    engine.environment().setActivityHeartbeatListener(Progress.class, beats::add);

    activities().load(new Load("r-12", plan, looked));

    engine.environment().setActivityHeartbeatListener(Object.class, _ -> {});
    activities().clean(new Clean("r-12", plan));
    assertThat(looked.bytes()).isPositive();
    assertThat(beats).isNotEmpty().allMatch(beat -> beat.total() == looked.bytes());
  }

  @Test
  void whatIsDamagedLeavesTheTargetAsItWas() throws IOException {
    RestorePlan plan = plan(backup(), shop, List.of());
    sql(shop, "update orders set note = 'newer';");
    String before = account(shop);
    for (String store : List.of("near", "far")) {
      Path object = object(store);
      byte[] bytes = Files.readAllBytes(object);
      bytes[bytes.length / 2] ^= 1;
      Files.write(object, bytes);
    }

    assertThatThrownBy(() -> restore("r-4", plan))
        .matches(e -> Failures.is(e, FailureType.BACKUP_DAMAGED))
        .hasStackTraceContaining("/near")
        .hasStackTraceContaining("/far");
    activities().clean(new Clean("r-4", plan));

    assertThat(account(shop)).isEqualTo(before);
    assertThat(leftovers(shop)).isBlank();
  }

  @Test
  void theOtherStoresCopyIsTakenWhereOneIsDamaged() throws IOException {
    String before = account(shop);
    RestorePlan plan = plan(backup(), shop, List.of());
    sql(shop, "delete from items;");
    byte[] bytes = Files.readAllBytes(object("near"));
    Files.write(object("near"), Arrays.copyOf(bytes, bytes.length - 7));

    restore("r-5", plan);

    assertThat(account(shop)).isEqualTo(before);
  }

  @Test
  void anotherKeyIsTold() {
    RestorePlan plan = plan(backup(), shop, List.of());
    String before = account(shop);
    fleet.grants.with("age", AgeKey.generate().identity());

    assertThatThrownBy(() -> restore("r-6", plan))
        .matches(e -> Failures.is(e, FailureType.BACKUP_SEALED));
    activities().clean(new Clean("r-6", plan));

    assertThat(account(shop)).isEqualTo(before);
    assertThat(leftovers(shop)).isBlank();
  }

  @Test
  void aRestoreIsNeverAppliedTwice() {
    RestorePlan plan = plan(backup(), shop, List.of());
    RestoreActivities hands = activities();
    Looked looked = hands.look(new Look("r-7", plan));
    apply(hands, new Load("r-7", plan, looked));
    sql(shop, "update orders set note = 'written since';");

    apply(hands, new Load("r-7", plan, looked));

    assertThat(account(shop)).contains("written since");
    assertThat(hands.clean(new Clean("r-7", plan)).restored()).isTrue();
    assertThat(leftovers(shop)).isBlank();
    assertThat(account(shop)).contains("written since");
  }

  @Test
  void refusesAnotherServerAndTablesThatNobodyHasBeforeAnythingIsWritten() {
    Chosen backup = backup();
    String before = account(shop);
    RestorePlan plan = plan(backup, target(shop, "another"), List.of("nowhere"));

    assertThatThrownBy(() -> activities().look(new Look("r-8", plan)))
        .matches(e -> Failures.is(e, FailureType.REFUSED))
        .hasStackTraceContaining("the file declares another: another server answers there")
        .hasStackTraceContaining("the backup has no table nowhere");
    assertThat(account(shop)).isEqualTo(before);
    assertThat(leftovers(shop)).isBlank();
  }

  @Test
  void refusesAServerThatIsNotTheOneThatWasLookedAt() {
    RestorePlan plan = plan(backup(), shop, List.of());
    RestoreActivities hands = activities();
    Looked looked = hands.look(new Look("r-9", plan));
    Looked other =
        new Looked(
            "another",
            looked.version(),
            looked.things(),
            looked.bytes(),
            looked.definers(),
            List.of());

    assertThatThrownBy(() -> hands.load(new Load("r-9", plan, other)))
        .matches(e -> Failures.is(e, FailureType.REFUSED))
        .hasStackTraceContaining("another one answers now");
    assertThat(leftovers(shop)).isBlank();
  }

  /** The name of this test's database, filled. */
  final String whole() {
    return shop;
  }

  /** Looks at a database as the target of a backup that is taken now. */
  final Looked look(String database) {
    return activities().look(new Look("r-0", plan(backup(), database, List.of())));
  }

  final Loaded restore(String id, RestorePlan plan) {
    RestoreActivities hands = activities();
    Looked looked = hands.look(new Look(id, plan));
    assertThat(looked.server()).isNotBlank();
    Loaded loaded = apply(hands, new Load(id, plan, looked));
    hands.clean(new Clean(id, plan));
    return loaded;
  }

  static Loaded apply(RestoreActivities hands, Load load) {
    Loaded loaded = hands.load(load);
    if (load.plan().target().isSwapped()) {
      hands.swap(new Swap(load.id(), load.plan(), load.looked()));
    }
    return loaded;
  }

  final RestoreActivities activities() {
    if (activities == null) {
      activities =
          engine.of(
              RestoreActivities.class,
              new RestoreActivitiesImpl(
                  fleet.grants,
                  new GrantedStores(fleet.grants, fleet.sessions()),
                  new DatabaseRoute.Opener(fleet.grants, fleet.sessions()),
                  new GrantedHosts(fleet.grants, fleet.sessions())));
    }
    return activities;
  }

  /** Takes one now, into both stores. */
  final Chosen backup() {
    return backup(List.of());
  }

  /** The same of some tables only. */
  final Chosen backup(List<String> tables) {
    BackupPlan plan =
        new BackupPlan(
            "shop",
            "production",
            new BackupSource.Data(database(shop), null, null, tables),
            List.of(place("near"), place("far")),
            KEY.recipient(),
            null,
            "UTC",
            TestFleet.SSH,
            Duration.ofMinutes(5));
    BackupActivities takers =
        engine.of(
            BackupActivities.class,
            new BackupActivitiesImpl(
                new GrantedStores(fleet.grants, fleet.sessions()),
                new PlanSources(
                    new DatabaseRoute.Opener(fleet.grants, fleet.sessions()),
                    new GrantedHosts(fleet.grants, fleet.sessions()),
                    Clock.systemUTC())));
    Taken taken = takers.take(new Take("b-1", plan, Occasion.PERSON));
    takers.copy(new Copy("b-1", plan, place("far"), taken.manifest()));
    return new Chosen("b-1", Instant.EPOCH, taken.manifest(), plan.stores(), "age");
  }

  private Database database(String name) {
    return new Database(product(), "127.0.0.1", server().port(), name, name, "db", null);
  }

  final RestorePlan plan(Chosen backup, String database, List<String> tables) {
    return plan(backup, target(database, null), tables);
  }

  private Target target(String database, @Nullable String server) {
    return new Target(null, database(database), null, null, server);
  }

  private static RestorePlan plan(Chosen backup, Target target, List<String> tables) {
    return new RestorePlan(
        "shop",
        "production",
        backup,
        target,
        tables,
        null,
        TestFleet.SSH,
        Duration.ofMinutes(5),
        null);
  }

  private StorePlace place(String name) {
    return new StorePlace("file://" + folder.resolve(name), null, null, null);
  }

  /** What a store holds of it. */
  final Path object(String store) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(store + "/shop/production/b-1"))) {
      return files.filter(file -> file.toString().endsWith(".age")).findFirst().orElseThrow();
    }
  }
}
