package dev.windlass.activities.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.backup.dump.RestoreOptions.Definers;
import dev.windlass.activities.backup.dump.RestoreOptions.Events;
import dev.windlass.activities.backup.dump.RestoreOptions.Into;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.workflows.plan.Database;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresRoundTripTest extends RoundTripContract {

  private static @Nullable PostgresServer server;
  private static final AtomicReference<@Nullable Endpoint> AWKWARD = new AtomicReference<>();

  @BeforeAll
  static void startServer() {
    RealParts.require("postgres", "initdb", "psql", "pg_dump", "pg_restore");
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    AWKWARD.set(null);
    if (server != null) {
      server.close();
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
  Database.Engine engine() {
    return Database.Engine.POSTGRESQL;
  }

  @Override
  Endpoint awkward() throws IOException {
    Endpoint there = AWKWARD.get();
    if (there != null) {
      return there;
    }
    Endpoint made = empty();
    server()
        .sql(
            made.database(),
            "set role %s; %s".formatted(made.user(), statements("awkward-postgres.sql")));
    AWKWARD.set(made);
    return made;
  }

  @Override
  String account(String database) {
    return server()
        .sql(
            database,
            "select format('select %L, count(*), md5(coalesce(string_agg(row(t.*)::text, E''\\n'' order by row(t.*)::text"
                + " collate \"C\"), '''')) from only %s t;', c.oid::regclass, c.oid::regclass)"
                + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where relkind in ('r', 'm') and nspname !~ '^pg_|information_schema' order by 1;")
        .lines()
        .filter(line -> !line.isBlank())
        .map(select -> server().sql(database, select))
        .collect(Collectors.joining())
        .concat(
            server()
                .sql(
                    database,
                    "select md5(string_agg(loid || ':' || pageno || encode(data, 'hex'), ','"
                        + " order by loid, pageno)) from pg_largeobject;"
                        + "select schemaname, sequencename, last_value from pg_sequences order by 1, 2;"
                        + "select indexdef from pg_indexes where schemaname !~ '^pg_' order by 1;"
                        + "select pg_get_constraintdef(oid) from pg_constraint"
                        + " where connamespace = 'public'::regnamespace order by 1;"));
  }

  @Override
  void own(Endpoint database, String table) {
    server()
        .sql(database.database(), "alter table %s owner to %s;".formatted(table, database.user()));
  }

  @Override
  RestoreOptions stopping() {
    return new RestoreOptions(Into.REPLACING, Definers.KEPT, Events.KEPT, List.of());
  }

  @Override
  String stopped() {
    return "may not remove what belongs to others: view public.holds (of postgres)";
  }

  @Test
  void whatIsThereIsReplacedByTheSame() throws IOException {
    Endpoint copy = empty();
    Kept kept = dump(awkward(), List.of());

    restore(kept, copy, stopping());
    restore(kept, copy, stopping());

    server().sql(copy.database(), "drop schema windlass_restore cascade;");
    assertThat(account(copy.database())).isEqualTo(account(awkward().database()));
    assertThat(dump(copy, List.of()).contents().things()).isEqualTo(kept.contents().things());
  }
}
