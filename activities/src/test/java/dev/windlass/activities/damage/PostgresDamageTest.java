package dev.windlass.activities.damage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.backup.dump.DatabaseRestore;
import dev.windlass.activities.backup.dump.Endpoint;
import dev.windlass.activities.backup.dump.RestoreOptions;
import dev.windlass.activities.backup.dump.WorkerTools;
import dev.windlass.activities.grant.Secret;
import dev.windlass.activities.support.TwoServers;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PostgresDamageTest extends SurroundingsContract {

  @Override
  TwoServers<PostgresServer> startServers() {
    TwoServers<PostgresServer> servers = TwoServers.ofPostgres();
    prepare(servers.scratch());
    return servers;
  }

  @Override
  DatabaseServer server(Path directory) {
    PostgresServer server = PostgresServer.start(directory);
    prepare(server);
    // Files of the log to come, so that data is what has no room.
    server.sql(
        "postgres", "select pg_switch_wal(); checkpoint; select pg_switch_wal(); checkpoint;");
    return server;
  }

  @Override
  String bulk() {
    return "alter table orders alter body set storage external;"
        + "insert into orders select 1000 + n, 1, 'bulk', repeat(md5(n::text), 32000)"
        + " from generate_series(1, 10) n;";
  }

  @Override
  long roomForADatabase() {
    return 9 << 20;
  }

  private void prepare(DatabaseServer server) {
    server.sql(
        "postgres",
        "create role drill login createdb password '%s';".formatted(DamageBench.DRILL_USER));
  }

  @Override
  void make(DatabaseServer server, String name) {
    server.createDatabase(name, name, DamageBench.PASSWORD);
  }

  @Override
  void sql(DatabaseServer server, String database, String statements) {
    server.sql(database, "set role \"%s\"; %s".formatted(database, statements));
  }

  @Override
  String content() {
    return """
    create table customers (id int primary key, name text);
    create table orders (id int primary key, customer int references customers, note text,
      body text);
    create table nothing (id int primary key);
    create table flyway_schema_history (installed_rank int primary key, version text,
      script text, success bool);
    insert into flyway_schema_history values (1, '7', 'V7__seven.sql', true);
    insert into customers values (1, 'Ann'), (2, 'Bob');
    insert into orders select n, 1 + n % 2, 'hat ' || n,
      (select string_agg(md5((n * 100 + i)::text), '') from generate_series(1, 32) i)
      from generate_series(1, 400) n;
    create view late as select id from orders where note is null;
    create function twice(n int) returns int immutable language sql as 'select 2 * n';
    create function label() returns trigger language plpgsql as
      'begin new.note = coalesce(new.note, ''none''); return new; end';
    create trigger labelled before insert on orders for each row execute function label();
    """;
  }

  @Override
  String account(DatabaseServer server, String database) {
    return server.sql(
        database,
        """
        select oid::regclass, relkind from pg_class where relnamespace = 'public'::regnamespace
          order by 1;
        select * from customers order by 1;
        select * from orders order by 1;
        select * from nothing order by 1;
        select * from flyway_schema_history order by 1;
        select pg_get_viewdef('late'::regclass);
        select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace order by 1;
        select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1;
        select conname, pg_get_constraintdef(oid) from pg_constraint
          where connamespace = 'public'::regnamespace order by 1;
        """);
  }

  @Override
  String leftovers(DatabaseServer server) {
    String databases = "select datname from pg_database where datname like 'windlass%';";
    String schemas = "select nspname from pg_namespace where nspname like 'windlass%';";
    boolean isProduction = server == production();
    return server.sql("postgres", databases) + (isProduction ? server.sql("shop", schemas) : "");
  }

  @Test
  void nothingIsCommittedBeforeTheLastByteIsKnownToBeSound() throws IOException {
    String before = account(production(), "shop");
    byte[] archive = older().plain();
    Endpoint shop =
        new Endpoint(
            engine(),
            "127.0.0.1",
            production().port(),
            "shop",
            "shop",
            Secret.of(DamageBench.PASSWORD));
    RestoreOptions replacing =
        new RestoreOptions(
            RestoreOptions.Into.REPLACING,
            RestoreOptions.Definers.KEPT,
            RestoreOptions.Events.KEPT,
            List.of());

    assertThatThrownBy(() ->
            new DatabaseRestore(new WorkerTools(), shop, replacing)
                .run(plain -> {
                  plain.write(archive);
                  LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                  throw new IOException("another digest");
                }))
        .hasMessage("another digest");
    assertThat(account(production(), "shop")).isEqualTo(before);
  }

  @Override
  public byte[] dumpOfAnotherEngine() {
    return """
    -- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)
    CREATE TABLE `orders` (`id` int(11) NOT NULL, PRIMARY KEY (`id`));
    INSERT INTO `orders` VALUES (1),(2);
    -- Dump completed on 2026-11-22 15:30:00
    """
        .getBytes(UTF_8);
  }

  @Override
  public String dropTrigger() {
    return "drop trigger labelled on orders;";
  }

  @Override
  public String viewed() {
    return "FROM public.orders\n";
  }
}
