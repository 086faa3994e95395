package dev.windlass.activities.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.backup.dump.RestoreOptions.Definers;
import dev.windlass.activities.backup.dump.RestoreOptions.Events;
import dev.windlass.activities.backup.dump.RestoreOptions.Into;
import dev.windlass.activities.backup.dump.SealedStreamException.Reason;
import dev.windlass.activities.grant.Secret;
import dev.windlass.sandbox.awkward.AwkwardDatabase;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.Ports;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.plan.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real server through the sealed form to a real server, by the engine's own tools. */
abstract class RoundTripContract {

  static final String PASSWORD = "pass \"word\\ 'x' #$";

  /** Of the large table; -Dwindlass.dump.rows=1000000 for the full size. */
  static final int ROWS = Integer.getInteger("windlass.dump.rows", 20_000);

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final AgeKey KEY = AgeKey.generate();

  @TempDir Path folder = Path.of("/nowhere");
  final ToolRunner runner = new WorkerTools();

  abstract DatabaseServer server();

  abstract Database.Engine engine();

  /** The database with everything awkward, made once; nobody changes it. */
  abstract Endpoint awkward() throws IOException;

  final String account(String database) {
    return AwkwardDatabase.account(server(), database);
  }

  final Endpoint empty() {
    String name = "db" + NAMES.incrementAndGet();
    String literal =
        engine() == Database.Engine.POSTGRESQL ? PASSWORD : PASSWORD.replace("\\", "\\\\");
    server().createDatabase(name, name, literal.replace("'", "''"));
    return endpoint(name, Secret.of(PASSWORD));
  }

  final Endpoint endpoint(String name, Secret password) {
    return new Endpoint(engine(), "127.0.0.1", server().port(), name, name, password);
  }

  /** A dump in the form in which it is kept. */
  record Kept(Path file, Sealed sealed, DumpContents contents) {}

  final Kept dump(Endpoint from, List<String> tables) throws IOException {
    Path file = Files.createTempFile(folder, "dump", ".age");
    try (OutputStream stored = Files.newOutputStream(file);
        SealingStream sealing = Sealing.of(List.of(KEY.recipient()), 3).open(stored)) {
      DumpContents contents = new DatabaseDump(runner, from, tables).run(sealing);
      return new Kept(file, sealing.finish(), contents);
    }
  }

  final void restore(Kept kept, Endpoint to, RestoreOptions options) throws IOException {
    try (InputStream stored = Files.newInputStream(kept.file())) {
      new DatabaseRestore(runner, to, options)
          .run(plain -> Opening.with(KEY.secret()).open(stored, kept.sealed(), plain));
    }
  }

  private static RestoreOptions options(Into into, String... tables) {
    return new RestoreOptions(into, Definers.RESTORER, Events.SWITCHED_OFF, List.of(tables));
  }

  @Test
  void whatIsRestoredIsWhatWasDumped() throws IOException {
    Endpoint copy = empty();
    Kept kept = dump(awkward(), List.of());
    assertThat(kept.contents().tables())
        .filteredOn(table -> table.name().endsWith("many"))
        .extracting(Manifest.Table::rows)
        .containsExactly((long) ROWS);

    restore(kept, copy, RestoreOptions.scratch());

    DumpContents again = dump(copy, List.of()).contents();
    assertThat(again.tables()).isEqualTo(kept.contents().tables());
    assertThat(again.things()).isEqualTo(kept.contents().things());
    assertThat(account(copy.database())).isNotBlank().isEqualTo(account(awkward().database()));
    System.out.printf(
        "proof: %s, everything awkward and a table of %d rows | equal | equal%n", engine(), ROWS);
  }

  @Test
  void aChangedRowIsFoundByItsTable() throws IOException {
    Endpoint copy = empty();
    Kept kept = dump(awkward(), List.of());
    restore(kept, copy, options(Into.EMPTY));
    server().sql(copy.database(), "update many set amount = amount + 0.01 where id = 77;");

    assertThat(dump(copy, List.of()).contents().tables())
        .filteredOn(table -> !kept.contents().tables().contains(table))
        .singleElement()
        .satisfies(table -> assertThat(table.name()).endsWith("many"))
        .extracting(Manifest.Table::rows)
        .isEqualTo((long) ROWS);
  }

  @Test
  void restoresOnlyTheTablesThatWereAskedFor() throws IOException {
    Endpoint copy = empty();
    Kept kept = dump(awkward(), List.of());
    List<Manifest.Table> wanted =
        kept.contents().tables().stream()
            .filter(table ->
                table.name().endsWith("types")
                    || table.name().endsWith("one_column")
                    || table.name().endsWith("doubles"))
            .toList();

    restore(
        kept,
        copy,
        options(Into.EMPTY, wanted.stream().map(Manifest.Table::name).toArray(String[]::new)));

    assertThat(wanted).hasSizeGreaterThan(1);
    assertThat(dump(copy, List.of()).contents().tables()).isEqualTo(wanted);
    assertThatThrownBy(() -> restore(kept, empty(), options(Into.EMPTY, "nowhere")))
        .isInstanceOfSatisfying(
            RestoreFailedException.class,
            e -> assertThat(e.reason()).isEqualTo(RestoreFailedException.Reason.NO_SUCH_TABLE));
  }

  @Test
  void dumpsOnlyTheTablesThatWereAskedFor() throws IOException {
    List<Manifest.Table> all = dump(awkward(), List.of()).contents().tables();
    List<Manifest.Table> wanted = all.stream().filter(t -> t.name().contains("dd ")).toList();

    assertThat(wanted).hasSize(1);
    assertThat(dump(awkward(), List.of(wanted.getFirst().name())).contents().tables())
        .isEqualTo(wanted);
  }

  @Test
  void refusesATargetThatHoldsSomethingUnlessItIsToBeReplaced() throws IOException {
    Endpoint source = empty();
    server()
        .sql(source.database(), "create table t (id int primary key); insert into t values (1);");
    own(source, "t");
    Kept kept = dump(source, List.of());
    server().sql(source.database(), "insert into t values (2);");

    assertThatThrownBy(() -> restore(kept, source, options(Into.EMPTY)))
        .isInstanceOfSatisfying(
            RestoreFailedException.class,
            e -> assertThat(e.reason()).isEqualTo(RestoreFailedException.Reason.NOT_EMPTY));
    assertThat(server().sql(source.database(), "select count(*) from t;").strip()).isEqualTo("2");

    restore(kept, source, options(Into.REPLACING));
    assertThat(server().sql(source.database(), "select count(*) from t;").strip()).isEqualTo("1");
  }

  /** Gives a table that the administrator made to the database's user. */
  void own(Endpoint database, String table) {}

  @Test
  void namesWhyTheToolFailedWithoutThePassword() {
    Endpoint stranger = endpoint("nobody", Secret.of("hidden word"));

    assertThatThrownBy(() -> dump(stranger, List.of()))
        .isInstanceOfSatisfying(
            BrokenDumpException.class,
            e -> assertThat(e.reason()).isEqualTo(BrokenDumpException.Reason.TOOL_FAILED))
        .hasMessageContaining("nobody at 127.0.0.1")
        .hasMessageContaining("on the Windlass worker")
        .hasMessageNotContaining("hidden word");
    assertThatThrownBy(() -> dump(endpoint("nobody", Secret.of("two\nlines")), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a line's end in it")
        .hasMessageNotContaining("two");
  }

  @Test
  void tellsAServerThatIsGoneFromAToolThatFails() {
    Endpoint gone =
        new Endpoint(engine(), "127.0.0.1", Ports.free(), "shop", "shop", Secret.of("word"));

    assertThatThrownBy(() -> dump(gone, List.of()))
        .isInstanceOfSatisfying(
            BrokenDumpException.class,
            e -> assertThat(e.reason()).isEqualTo(BrokenDumpException.Reason.LOST));
    assertThatThrownBy(() -> dump(awkward(), List.of("nowhere")))
        .isInstanceOfSatisfying(
            BrokenDumpException.class,
            e -> assertThat(e.reason()).isEqualTo(BrokenDumpException.Reason.TOOL_FAILED));
  }

  @Test
  void namesTheErrorAtWhichARestoreStopped() throws IOException {
    Endpoint copy = empty();
    Kept kept = dump(awkward(), List.of());
    server().sql(copy.database(), "create table empty_ (id int primary key);");
    own(copy, "empty_");
    server().sql(copy.database(), "create view holds as select id from empty_;");

    assertThatThrownBy(() -> restore(kept, copy, stopping()))
        .isInstanceOf(RestoreFailedException.class)
        .hasMessageContaining(copy.database())
        .hasMessageContaining(stopped());
  }

  /** Options and message of a restore that something in the target stops. */
  abstract RestoreOptions stopping();

  abstract String stopped();

  @Test
  void aBackupThatBreaksOffLeavesNoRestoreThatLooksWhole() throws IOException {
    Endpoint copy = empty();
    Kept kept = dump(awkward(), List.of());
    byte[] bytes = Files.readAllBytes(kept.file());
    Files.write(kept.file(), Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> restore(kept, copy, RestoreOptions.scratch()))
        .isInstanceOfSatisfying(
            SealedStreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
    assertThat(account(copy.database())).isNotEqualTo(account(awkward().database()));
  }

  @Test
  void isASnapshotWhileSomebodyWrites() throws Exception {
    Endpoint source = empty();
    server()
        .sql(
            source.database(),
            "create table a (id int primary key); create table b (id int primary key);");
    own(source, "a");
    own(source, "b");
    var stop = new AtomicBoolean();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; !stop.get(); i++) {
                server()
                    .sql(
                        source.database(),
                        "begin; insert into a values (%1$d); insert into b values (%1$d); commit;"
                            .formatted(i));
              }
            });
    try {
      for (int i = 0; i < 3; i++) {
        List<Manifest.Table> tables = dump(source, List.of()).contents().tables();
        assertThat(tables).hasSize(2);
        assertThat(tables.getFirst().digest()).isEqualTo(tables.getLast().digest());
      }
    } finally {
      stop.set(true);
      writer.join();
    }
  }
}
