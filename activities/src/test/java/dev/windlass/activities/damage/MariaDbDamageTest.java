package dev.windlass.activities.damage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.support.TwoServers;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import java.nio.file.Path;
import java.util.List;

class MariaDbDamageTest extends SurroundingsContract {

  @Override
  TwoServers<MariaDbServer> startServers() {
    TwoServers<MariaDbServer> servers = TwoServers.ofMariaDb();
    prepare(servers.scratch());
    return servers;
  }

  @Override
  DatabaseServer server(Path directory) {
    MariaDbServer server = MariaDbServer.start(directory);
    prepare(server);
    // Room in the engine's own files, so that tables are what has none.
    make(server, "warm");
    server.sql("warm", content() + bulk() + "delete from orders; drop database warm;");
    return server;
  }

  @Override
  String bulk() {
    // Of rows that stay on their pages: this server aborts when a page outside finds no room.
    return "insert into orders select 1000 + seq, 1, 'bulk', repeat(sha2(seq, 512), 8)"
        + " from seq_1_to_10000;";
  }

  @Override
  long roomForADatabase() {
    return 1 << 20;
  }

  private void prepare(DatabaseServer server) {
    server.sql(
        "",
        """
        create user 'drill'@'127.0.0.1' identified by '%s';
        grant all on `windlass\\_drill\\_%%`.* to 'drill'@'127.0.0.1';
        grant slave monitor on *.* to 'drill'@'127.0.0.1';
        """
            .formatted(DamageBench.DRILL_USER));
  }

  @Override
  void make(DatabaseServer server, String name) {
    server.createDatabase(name, name, DamageBench.PASSWORD);
    server.sql(
        "",
        """
        grant all on `windlass\\_%%`.* to '%1$s'@'127.0.0.1';
        grant select on mysql.proc to '%1$s'@'127.0.0.1';
        grant set user on *.* to '%1$s'@'127.0.0.1';
        """
            .formatted(name));
  }

  @Override
  void sql(DatabaseServer server, String database, String statements) {
    server.sql(database, statements);
  }

  @Override
  String content() {
    return """
    create table customers (id int primary key, name varchar(100));
    create table orders (id int primary key, customer int, note varchar(100), body longtext,
      foreign key (customer) references customers (id));
    create table nothing (id int primary key);
    create table flyway_schema_history (installed_rank int primary key, version varchar(50),
      script varchar(100), success bool);
    insert into flyway_schema_history values (1, '7', 'V7__seven.sql', true);
    insert into customers values (1, 'Ann'), (2, 'Bob');
    insert into orders select seq, 1 + seq % 2, concat('hat ', seq),
      concat(sha2(seq, 512), sha2(seq + 1000, 512), sha2(seq + 2000, 512), sha2(seq + 3000, 512),
        sha2(seq + 4000, 512), sha2(seq + 5000, 512), sha2(seq + 6000, 512), sha2(seq + 7000, 512))
      from seq_1_to_400;
    create view late as select id from orders where note is null;
    delimiter //
    create function twice(n int) returns int deterministic begin return 2 * n; end //
    create trigger labelled before insert on orders for each row
      begin set new.note = coalesce(new.note, 'none'); end //
    create event nightly on schedule every 1 day starts '2037-01-01' do delete from nothing //
    delimiter ;
    """;
  }

  @Override
  String account(DatabaseServer server, String database) {
    StringBuilder all = new StringBuilder();
    for (String table : List.of("customers", "orders", "nothing", "flyway_schema_history")) {
      all.append("select * from `%s` order by 1; show create table `%1$s`;".formatted(table));
    }
    return server.sql(
        database,
        all
            + """
            select table_name, engine, table_type from information_schema.tables
              where table_schema = database() order by 1;
            select table_name, view_definition from information_schema.views
              where table_schema = database() order by 1;
            select routine_name, routine_definition from information_schema.routines
              where routine_schema = database() order by 1;
            select event_name, status, event_definition from information_schema.events
              where event_schema = database() order by 1;
            select trigger_name, event_object_table, action_statement
              from information_schema.triggers where trigger_schema = database() order by 1;
            """);
  }

  @Override
  String leftovers(DatabaseServer server) {
    return server.sql("", "show databases like 'windlass%';");
  }

  @Override
  public byte[] dumpOfAnotherEngine() {
    return "PGDMP\u0001\u000e\u0000\u0004\u0008\u0001\u0001\u0001\u0000"
        .repeat(100)
        .getBytes(UTF_8);
  }

  @Override
  public String dropTrigger() {
    return "drop trigger labelled;";
  }

  @Override
  public String viewed() {
    return "from `orders` where";
  }
}
