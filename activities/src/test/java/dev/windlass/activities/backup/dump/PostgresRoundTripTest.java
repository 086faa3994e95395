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

  /** What is around the rows, but for what belongs to the server or to an extension. */
  private static final String CODE =
      """
      create temporary view own as select oid from pg_namespace
        where nspname !~ '^pg_' and nspname <> 'information_schema';
      create temporary view foreign_ as select classid, objid from pg_depend where deptype = 'e';
      select conrelid::regclass, conname, pg_get_constraintdef(oid) from pg_constraint
        where connamespace in (select oid from own) order by 1::text, 2, 3;
      select attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
        attgenerated, attcollation::regcollation, pg_get_expr(adbin, adrelid)
        from pg_attribute join pg_class c on c.oid = attrelid
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where relnamespace in (select oid from own) and attnum > 0 and not attisdropped
        order by attrelid::regclass::text, attname;
      select oid::regclass, relkind, reloptions, relrowsecurity, pg_get_partkeydef(oid),
        pg_get_expr(relpartbound, oid) from pg_class
        where relnamespace in (select oid from own) order by oid::regclass::text;
      select oid::regclass, pg_get_viewdef(oid) from pg_class
        where relkind in ('v', 'm') and relnamespace in (select oid from own)
        order by oid::regclass::text;
      select oid::regprocedure, pg_get_functiondef(oid) from pg_proc
        where pronamespace in (select oid from own) and prokind in ('f', 'p', 'w')
        and ('pg_proc'::regclass, oid) not in (select classid, objid from foreign_)
        order by oid::regprocedure::text;
      select pg_get_triggerdef(oid), tgenabled from pg_trigger where not tgisinternal order by 1;
      select pg_get_ruledef(oid) from pg_rewrite where rulename <> '_RETURN' and ev_class in
        (select oid from pg_class where relnamespace in (select oid from own)) order by 1;
      select schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check
        from pg_policies order by 1, 2, 3;
      select enumtypid::regtype, enumlabel from pg_enum order by enumtypid::regtype::text, enumsortorder;
      select schemaname, sequencename, data_type, start_value, min_value, max_value, increment_by,
        cycle, cache_size from pg_sequences order by 1, 2;
      select classoid::regclass, description from pg_description
        where objoid >= 16384 order by 1::text, 2;
      select extname from pg_extension order by 1;
      """;

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
                        + CODE));
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
