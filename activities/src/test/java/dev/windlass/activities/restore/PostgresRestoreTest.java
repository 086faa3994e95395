package dev.windlass.activities.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.workflows.backup.Manifest.ThingKind;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.restore.RestoreActivities;
import dev.windlass.workflows.restore.RestoreActivities.Clean;
import dev.windlass.workflows.restore.RestoreActivities.Load;
import dev.windlass.workflows.restore.RestoreActivities.Look;
import dev.windlass.workflows.restore.RestoreActivities.Looked;
import dev.windlass.workflows.restore.RestorePlan;
import dev.windlass.workflows.restore.RestorePlan.Chosen;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresRestoreTest extends RestoreContract {

  private static @Nullable PostgresServer server;

  @BeforeAll
  static void startServer() {
    RealParts.require("postgres", "initdb", "psql", "pg_dump", "pg_restore");
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  /** As soon as its locks are gone, while a Windlass worker that was killed is started again. */
  @Test
  void whatApplicationsWriteAtOnceIsNoDamage() throws SQLException {
    RestorePlan plan = plan(backup(), whole(), List.of());
    RestoreActivities hands = activities();
    Looked looked = hands.look(new Look("r-20", plan));
    Load load = new Load("r-20", plan, looked);
    assertThat(apply(hands, load).written()).isNull();
    assertThat(written()).as("what a difference would be taken for damage in").isEmpty();
    server().sql(whole(), "update windlass_restore.begun set compared = false;");
    sql(
        whole(),
        "insert into orders values (4, 'written at once'); select nextval('orders_id_seq');");
    sql(whole(), "delete from items where id = 2;");

    Loaded loaded = apply(hands, load);

    assertThat(loaded.written())
        .containsExactly("public.items", "public.orders", "public.orders_id_seq");
    assertThat(written()).containsExactly("public.orders_id_seq", "public.orders", "public.items");
    assertThat(account(whole())).contains("written at once");
    assertThat(hands.clean(new Clean("r-20", plan)).restored()).isTrue();
  }

  /** A restore that put it elsewhere must not be taken for an application that asked it. */
  @Test
  void onlyASequenceThatWasAskedWasWrittenTo() throws SQLException {
    sql(whole(), "create sequence \"Loose ends\"; select setval('\"Loose ends\"', 12);");
    assertThat(moved("public.\"Loose ends\"")).isFalse();
    sql(whole(), "select nextval('\"Loose ends\"');");
    assertThat(moved("public.\"Loose ends\"")).isTrue();
  }

  private boolean moved(String sequence) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(server().jdbcUrl(whole()), whole(), PASSWORD)) {
      return new PostgresOthers(new Sql(connection)).wrote(ThingKind.SEQUENCE, sequence);
    }
  }

  /** What a migration has made, which would be in the way of the next one. */
  @Test
  void whatIsNewerThanTheBackupGoesAndExtensionsStay() {
    sql(whole(), "select lo_from_bytea(4711, 'old'); create type kept as enum ('a');");
    sql(whole(), "create schema kept; grant usage on schema kept to public;");
    server().sql(whole(), "create extension pgcrypto schema kept;");
    RestorePlan plan = plan(backup(), whole(), List.of());
    server().sql(whole(), "create extension citext schema kept;");
    String before = account(whole());
    sql(whole(), NEWER);

    restore("r-21", plan);

    assertThat(account(whole())).isEqualTo(before);
    assertThat(
            server()
                .sql(
                    whole(),
                    "select nspname, nspacl from pg_namespace where"
                        + " nspname !~ '^pg_|information_schema' order by 1;"))
        .contains("kept")
        .contains("=U")
        .doesNotContain("newer")
        .doesNotContain("windlass");
    assertThat(server().sql(whole(), "select extname from pg_extension;"))
        .contains("pgcrypto", "citext");
    assertThat(server().sql(whole(), "select loid, data from pg_largeobject;").strip())
        .isEqualTo("4711\t\\x6f6c64");
    sql(whole(), NEWER);
  }

  private static final String NEWER =
      """
      create table deliveries (id serial primary key, "order" int references orders (id));
      create view open_orders as select o.id from orders o join deliveries d on d."order" = o.id;
      create materialized view many as select count(*) as n from items;
      create schema newer;
      create type newer.span as range (subtype = int4);
      create domain newer.positive as int check (value > 0);
      create table newer.parted (id int, at newer.positive) partition by range (id);
      create table newer.part partition of newer.parted for values from (0) to (10);
      create table newer.named (id int primary key generated always as identity);
      create procedure newer.fill(n int) language sql as 'insert into deliveries values (n)';
      create aggregate newer.total(int) (sfunc = int4pl, stype = int);
      create operator newer.@# (function = twice, rightarg = int);
      create function newer.noted() returns trigger language plpgsql as 'begin return new; end';
      create trigger noted before insert on orders for each row execute function newer.noted();
      create publication newer for table orders;
      create cast (text as newer.span) with inout;
      create statistics newer.counted on id, note from orders;
      create text search configuration newer.words (copy = pg_catalog.simple);
      alter table items add column newer newer.positive;
      select lo_from_bytea(4712, 'newer');
      """;

  @Test
  void whatBelongsToOthersIsRefusedByName() {
    RestorePlan plan = plan(backup(), whole(), List.of());
    RestoreActivities hands = activities();
    Looked looked = hands.look(new Look("r-22", plan));
    server().sql(whole(), "create view of_others as select id from orders;");
    String before = account(whole());

    assertThatThrownBy(() -> hands.look(new Look("r-22", plan)))
        .matches(e -> Failures.is(e, FailureType.REFUSED))
        .hasStackTraceContaining("belong to postgres")
        .hasStackTraceContaining("grant postgres to " + whole());
    assertThatThrownBy(() -> apply(hands, new Load("r-22", plan, looked)))
        .hasStackTraceContaining("view public.of_others (of postgres)")
        .hasStackTraceContaining("the target is as before");
    assertThat(hands.clean(new Clean("r-22", plan)).restored()).isFalse();
    assertThat(account(whole())).isEqualTo(before);
    assertThat(leftovers(whole())).isBlank();
  }

  @Test
  void rolesReadAndWriteAsBefore() {
    server().sql(whole(), ROLES.formatted(whole()));
    sql(whole(), "grant insert on orders to reader; grant select (id, note) on orders to reader;");
    server().sql(whole(), "alter table items owner to app;");
    RestorePlan plan = plan(backup(), whole(), List.of());
    sql(whole(), "revoke all on orders from reader; drop view totals; drop table items;");

    assertThat(restore("r-23", plan).withheld()).isNull();

    server()
        .sql(
            whole(),
            "set role reader; insert into orders values (9, 'x'); select note from orders;");
    server()
        .sql(whole(), "set role app; update items set label = 'x'; alter table items add y int;");
  }

  /** Roles app, to which the database's user belongs, and reader. */
  private static final String ROLES =
      """
      do $$ begin
        create role app; create role reader;
      exception when duplicate_object then null; end $$;
      grant app to "%1$s"; grant create, usage on schema public to app, reader;
      """;

  @Test
  void aRoleThatTheServerDoesNotKnowIsTold() {
    server().sql(whole(), "create role passing; grant passing to \"%s\";".formatted(whole()));
    server().sql(whole(), "grant create on schema public to passing;");
    sql(whole(), "grant select on orders to passing; alter table items owner to passing;");
    RestorePlan plan = plan(backup(), whole(), List.of());
    String before = account(whole());
    server().sql(whole(), "reassign owned by passing to \"%s\";".formatted(whole()));
    server().sql(whole(), "drop owned by passing; drop role passing;");

    assertThat(restore("r-24", plan).withheld()).containsExactly("role \"passing\" does not exist");

    assertThat(account(whole())).isEqualTo(before);
    sql(whole(), "update items set label = 'mine';");
  }

  @Test
  void aForeignKeyOfAChosenTableStays() {
    Chosen backup = backup();
    sql(whole(), "drop view totals; delete from items;");

    restore("r-25", plan(backup, whole(), List.of("public.items")));

    assertThat(account(whole())).contains("FOREIGN KEY (\"order\") REFERENCES orders(id)");
    sql(whole(), "delete from items; delete from orders where id = 3;");
    String before = account(whole());
    assertThatThrownBy(() -> restore("r-26", plan(backup, whole(), List.of("public.items"))))
        .hasStackTraceContaining("violates foreign key constraint \"items_order_fkey\"");
    assertThat(account(whole())).isEqualTo(before);
  }

  @Test
  void aChosenTableToWhichAnotherOneRefersIsRefusedByTheKeysName() {
    Chosen backup = backup();
    sql(whole(), "update orders set note = 'newer';");
    String before = account(whole());

    assertThatThrownBy(() -> restore("r-27", plan(backup, whole(), List.of("public.orders"))))
        .hasStackTraceContaining("constraint items_order_fkey on table public.items")
        .hasStackTraceContaining("the target is as before");
    assertThat(account(whole())).isEqualTo(before);
  }

  @Test
  void aChosenTableOfASchemaWithOthersKeepsItsRights() {
    server().sql(whole(), ROLES.formatted(whole()));
    sql(
        whole(),
        "create schema audit; create table audit.a (id int); create table audit.b (id int);");
    sql(whole(), "grant usage on schema audit to reader; grant select on audit.a to reader;");
    Chosen backup = backup();
    sql(whole(), "insert into audit.a values (1); insert into audit.b values (1);");

    restore("r-28", plan(backup, whole(), List.of("audit.a")));

    assertThat(server().sql(whole(), "set role reader; select count(*) from audit.a;"))
        .contains("0");
    assertThat(server().sql(whole(), "select count(*) from audit.b;").strip()).isEqualTo("1");
  }

  @Test
  void aBackupOfSomeTablesLeavesTheOthersAlone() {
    Chosen some = backup(List.of("public.items"));
    sql(whole(), "drop view totals; delete from items; update orders set note = 'newer';");

    restore("r-29", plan(some, whole(), List.of()));

    assertThat(account(whole())).contains("newer").contains("socks");
  }

  /** Applications go on making tables while an attempt waits for its retry. */
  @Test
  void whatAnApplicationMakesIsNotTakenForTheRestore() throws IOException {
    RestorePlan plan = plan(backup(), whole(), List.of());
    RestoreActivities hands = activities();
    Looked looked = hands.look(new Look("r-30", plan));
    for (String store : List.of("near", "far")) {
      Files.write(object(store), new byte[] {1});
    }
    assertThatThrownBy(() -> apply(hands, new Load("r-30", plan, looked)))
        .matches(e -> Failures.is(e, FailureType.BACKUP_TRUNCATED));
    sql(whole(), "create table made_meanwhile (id int);");

    assertThat(hands.clean(new Clean("r-30", plan)).restored()).isFalse();
  }

  private List<String> written() throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(server().jdbcUrl(whole()), whole(), PASSWORD)) {
      var others = new PostgresOthers(new Sql(connection));
      assertThat(others.wrote(ThingKind.VIEW, "public.totals")).isFalse();
      assertThat(others.wrote(null, "public.nowhere")).isFalse();
      List<String> written = new ArrayList<>();
      if (others.wrote(ThingKind.SEQUENCE, "public.orders_id_seq")) {
        written.add("public.orders_id_seq");
      }
      for (String table : chosen()) {
        if (others.wrote(null, table)) {
          written.add(table);
        }
      }
      return written;
    }
  }

  @Override
  DatabaseServer server() {
    if (server == null) {
      throw new IllegalStateException("no server");
    }
    return server;
  }

  @Override
  Database.Engine product() {
    return Database.Engine.POSTGRESQL;
  }

  @Override
  void make(String name) {
    server().createDatabase(name, name, PASSWORD);
  }

  @Override
  String content() {
    return """
    create table orders (id int primary key generated by default as identity, note varchar(100));
    create table items (id int primary key, "order" int not null references orders (id),
      label varchar(40));
    insert into orders (id, note) values (1, 'red shoes'), (2, 'green hat'), (3, null);
    insert into items values (1, 1, 'socks'), (2, 3, 'gloves');
    create function twice(n int) returns int immutable language sql as 'select 2 * n';
    create view totals as select count(*) as n from items;
    """;
  }

  @Override
  List<String> chosen() {
    return List.of("public.orders", "public.items");
  }

  @Override
  String account(String database) {
    StringBuilder all = new StringBuilder();
    String tables =
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
            + " and relkind in ('r', 'v', 'S') order by 1;";
    for (String table : server().sql(database, tables).lines().toList()) {
      all.append(table).append('\n');
      all.append(server().sql(database, "select * from \"%s\" order by 1;".formatted(table)));
    }
    all.append(
        server()
            .sql(
                database,
                "select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace;"
                    + " select conname, pg_get_constraintdef(oid) from pg_constraint"
                    + " where connamespace = 'public'::regnamespace order by 1;"));
    return all.toString();
  }

  @Override
  String leftovers(String database) {
    return server()
        .sql(database, "select nspname from pg_namespace where nspname like 'windlass%';");
  }

  @Override
  void sql(String database, String statements) {
    server().sql(database, "set role \"%s\"; %s".formatted(database, statements));
  }
}
