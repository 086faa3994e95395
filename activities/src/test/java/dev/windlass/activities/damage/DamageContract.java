package dev.windlass.activities.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.windlass.activities.damage.DamageBench.Course;
import dev.windlass.activities.support.TwoServers;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.plan.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A sound backup passes; whatever is wrong with one makes the drill and the restore fail, for its
 * own reason, and leaves no trace. Production is what it was, as another eye than ours sees it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DamageContract implements Damage.Surroundings {

  private static final String SHOP = "shop";

  private Path folder = Path.of("/nowhere");
  private @Nullable TwoServers<?> started;
  private @Nullable DamageBench opened;
  private @Nullable KeptCopy kept;
  private @Nullable KeptCopy earlier;
  private int copies;

  /** Started, with users for drills. */
  abstract TwoServers<?> startServers();

  /** A database of this name, whose user has its name and may restore into it. */
  abstract void make(DatabaseServer server, String name);

  /** Runs statements as the database's own user. */
  abstract void sql(DatabaseServer server, String database, String statements);

  /** Makes what is backed up: tables of which {@code orders} is the largest, and code. */
  abstract String content();

  /** All rows and all definitions, so that equal databases are equal. */
  abstract String account(DatabaseServer server, String database);

  /** What a drill or a restore could have left on a server. */
  abstract String leftovers(DatabaseServer server);

  @BeforeAll
  void start(@TempDir Path given) throws IOException {
    folder = given;
    // PostgreSQL's own user has to find its data.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    started = startServers();
    opened = new DamageBench(engine(), folder);
    make(production(), SHOP);
    sql(production(), SHOP, content());
    earlier = take("b-1", production(), SHOP);
    sql(production(), SHOP, "delete from orders where id > 390;");
    kept = take("b-2", production(), SHOP);
    sql(production(), SHOP, "update orders set note = 'written since' where id = 1;");
  }

  @AfterAll
  void stop() throws IOException {
    if (opened != null) {
      opened.close();
    }
    if (started != null) {
      started.close();
    }
  }

  private TwoServers<?> servers() {
    return Objects.requireNonNull(started);
  }

  final Database.Engine engine() {
    return servers().engine();
  }

  final DatabaseServer production() {
    return servers().production();
  }

  final DatabaseServer scratch() {
    return servers().scratch();
  }

  final DamageBench bench() {
    return Objects.requireNonNull(opened);
  }

  private KeptCopy take(String id, DatabaseServer server, String database) {
    return bench()
        .take(id, bench().database(server, database), folder.resolve("store"), recipient());
  }

  final Path folder() {
    return folder;
  }

  @Override
  public final String recipient() {
    return bench().key.recipient();
  }

  @Override
  public final KeptCopy older() {
    return Objects.requireNonNull(earlier);
  }

  @Override
  public final KeptCopy twin(String change) {
    String name = "twin" + ++copies;
    make(scratch(), name);
    sql(scratch(), name, content() + "\ndelete from orders where id > 390;\n" + change);
    return bench()
        .take("t-1", bench().database(scratch(), name), folder.resolve(name), recipient());
  }

  /** A copy of the store, to be damaged. */
  final KeptCopy copy() throws IOException {
    Path store = folder.resolve("copy" + ++copies);
    DamageBench.copy(folder.resolve("store"), store);
    return Objects.requireNonNull(kept).in(store);
  }

  final Course course(KeptCopy copy) {
    return course(copy, "key");
  }

  private Course course(KeptCopy copy, @Nullable String identity) {
    return new Course(
        DamageBench.directory(copy.store()),
        copy.id(),
        copy.catalogued(),
        identity,
        bench().database(production(), SHOP),
        scratch());
  }

  @Test
  void whatIsSoundPassesAndIsRestored() throws IOException {
    KeptCopy copy = copy();
    String other = "other";
    make(production(), other);
    Course elsewhere =
        new Course(
            DamageBench.directory(copy.store()),
            copy.id(),
            copy.catalogued(),
            "key",
            bench().database(production(), other),
            scratch());

    assertThat(bench().drill(course(copy))).matches(Outcome::isGood);
    bench().drop(course(copy));
    assertThat(bench().restore(elsewhere, List.of())).matches(Outcome::isGood);
    bench().clean(elsewhere);

    assertThat(account(production(), other)).contains("hat 390").doesNotContain("written since");
    assertThat(leftovers(production()) + leftovers(scratch())).isBlank();
  }

  @ParameterizedTest
  @EnumSource
  void everyDamageIsFoundForItsReasonAndTouchesNothing(Damage damage) throws IOException {
    KeptCopy copy = copy();
    damage.of(copy, this);

    assertThatIsFound(course(copy), damage.drill(), damage.restore());
  }

  @Test
  void aFlippedBitIsDamageWhereverItIs() throws IOException {
    KeptCopy copy = copy();
    byte[] sound = copy.bytes();
    Random random = new Random(20261122);
    for (int i = 0; i < positions(); i++) {
      copy.flip(random.nextInt(sound.length));
      assertThatIsFound(course(copy), DrillReason.DAMAGED, FailureType.BACKUP_DAMAGED);
      copy.write(sound);
    }
  }

  @Test
  void aFlippedBitIsDamageAlsoWhereNothingIsEncrypted() throws IOException {
    KeptCopy copy =
        bench().take("b-3", bench().database(production(), SHOP), folder.resolve("plain"), null);
    byte[] sound = copy.bytes();
    Random random = new Random(20261123);
    for (int i = 0; i < positions(); i++) {
      copy.flip(random.nextInt(sound.length));
      assertThatIsFound(course(copy, null), DrillReason.DAMAGED, FailureType.BACKUP_DAMAGED);
      copy.write(sound);
    }
  }

  private static int positions() {
    return "full".equals(System.getProperty("windlass.prove")) ? 100 : 5;
  }

  @Test
  void aKeyThatDoesNotOpenItIsTold() throws IOException {
    Course course = course(copy(), "other key");
    assertThatIsFound(course, DrillReason.SEALED, FailureType.BACKUP_SEALED);
  }

  @Test
  void whatIsNoKeyIsTold() throws IOException {
    Course course = course(copy(), "no key");
    assertThatIsFound(course, DrillReason.SEALED, FailureType.BACKUP_SEALED);
  }

  @Test
  void aKeyThatNobodyNamedIsTold() throws IOException {
    Course course = course(copy(), null);
    assertThatIsFound(course, DrillReason.SEALED, FailureType.BACKUP_SEALED);
  }

  /** By both; and nothing is left of either. */
  final void assertThatIsFound(Course course, DrillReason reason, FailureType type) {
    String before = account(production(), SHOP);

    Outcome drilled = bench().drill(course);
    bench().drop(course);
    String drilledAccount = account(production(), SHOP);
    Outcome restored = bench().restore(course, List.of());
    bench().clean(course);

    assertSoftly(all -> {
      all.assertThat(drilled.failure()).as("drill: " + drilled.words()).isNull();
      all.assertThat(drilled.reasons()).as("drill: " + drilled.words()).contains(reason);
      all.assertThat(drilledAccount.equals(before)).as("drill left production alone").isTrue();
      all.assertThat(restored.failure())
          .as("restore: " + restored.words())
          .isEqualTo(type.wireName());
      all.assertThat(account(production(), SHOP).equals(before))
          .as("restore left the target alone")
          .isTrue();
      all.assertThat(leftovers(production()) + leftovers(scratch())).as("left behind").isBlank();
    });
  }
}
