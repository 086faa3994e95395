package dev.windlass.activities.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.activities.backup.EngineTools;
import dev.windlass.activities.backup.dump.Endpoint;
import dev.windlass.activities.backup.dump.WorkerTools;
import dev.windlass.activities.grant.Secret;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.store.artifact.Digests;
import dev.windlass.workflows.contract.WindlassJson;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.restore.RestoreActivities.Look;
import dev.windlass.workflows.restore.RestorePlan;
import dev.windlass.workflows.restore.RestorePlan.Chosen;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbRestoreTest extends RestoreContract {

  private static @Nullable MariaDbServer server;

  @BeforeAll
  static void startServer() {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump");
    server = MariaDbServer.start();
  }

  @AfterAll
  static void stopServer() {
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
  Database.Engine product() {
    return Database.Engine.MARIADB;
  }

  @Override
  void make(String name) {
    server().createDatabase(name, name, PASSWORD);
    server()
        .sql(
            "",
            """
            grant all on `windlass\\_%%`.* to '%1$s'@'127.0.0.1';
            grant select on mysql.proc to '%1$s'@'127.0.0.1';
            grant set user on *.* to '%1$s'@'127.0.0.1';
            """
                .formatted(name));
  }

  @Override
  String content() {
    return """
    create sequence numbers start with 100;
    create table tickets (id int primary key default nextval(numbers));
    create table orders (id int primary key, note varchar(100));
    create table items (id int primary key, `order` int not null, label varchar(40),
      foreign key (`order`) references orders (id));
    insert into orders (id, note) values (1, 'red shoes'), (2, 'green hat'), (3, null);
    insert into items values (1, 1, 'socks'), (2, 3, 'gloves');
    create view early as select id from orders where id < 3;
    create view totals as select count(*) as n from early;
    delimiter //
    create function twice(n int) returns int deterministic begin return 2 * n; end //
    create procedure touch() begin update orders set note = concat(note, '?'); end //
    create trigger labelled before insert on items for each row
      begin set new.label = coalesce(new.label, 'none'); end //
    create definer = root@localhost event nightly on schedule every 1 day starts '2037-01-01'
      do begin call touch(); end //
    create event never on schedule every 1 day disable do call touch() //
    delimiter ;
    """;
  }

  @Override
  List<String> chosen() {
    return List.of("orders", "items");
  }

  @Override
  String account(String database) {
    StringBuilder all = new StringBuilder();
    String tables =
        "select table_name from information_schema.tables where table_schema = database()"
            + " order by 1;";
    for (String table : server().sql(database, tables).lines().toList()) {
      all.append(server().sql(database, "select * from `%s` order by 1;".formatted(table)));
      all.append(server().sql(database, "show create table `%s`;".formatted(table)));
    }
    all.append(
        server()
            .sql(
                database,
                """
                select routine_name, definer, routine_definition from information_schema.routines
                  where routine_schema = database() order by 1;
                select event_name, definer, status, event_definition from information_schema.events
                  where event_schema = database() order by 1;
                select trigger_name, definer, event_object_table, action_statement
                  from information_schema.triggers where trigger_schema = database() order by 1;
                """));
    // A view that was made again has the character set of the client that made it.
    return all.toString()
        .replace(database, "shop")
        .replaceAll("utf8mb[34]\tutf8mb3_general_ci", "");
  }

  @Override
  String leftovers(String database) {
    return server().sql("", "show databases like 'windlass%';");
  }

  @Override
  void sql(String database, String statements) {
    server().sql(database, statements);
  }

  @Test
  void aBackupOfSomeTablesDoesNotTakeTheOthersAway() {
    RestorePlan plan = plan(backup(chosen()), whole(), List.of());

    assertThatThrownBy(() -> activities().look(new Look("r-30", plan)))
        .hasStackTraceContaining("restore these alone: --tables items,orders");
  }

  @Test
  void neitherDoesOneOfBeforeItsManifestSaidSo() throws IOException {
    RestorePlan plan = plan(withoutScope(backup(chosen())), whole(), List.of());

    assertThatThrownBy(() -> activities().look(new Look("r-31", plan)))
        .hasStackTraceContaining("restore these alone: --tables items,orders");
  }

  /** The same with a manifest as it was written before a manifest told its scope. */
  private Chosen withoutScope(Chosen backup) throws IOException {
    byte[] written = {};
    for (String store : List.of("near", "far")) {
      Path file = object(store).resolveSibling("manifest.json");
      ObjectNode manifest = (ObjectNode) WindlassJson.mapper().readTree(file.toFile());
      manifest.remove("scope");
      written = WindlassJson.mapper().writeValueAsBytes(manifest);
      Files.write(file, written);
    }
    return new Chosen(
        backup.id(), backup.takenAt(), Digests.sha256(written), backup.stores(), backup.identity());
  }

  @Test
  void aWholeOneOfBeforeItsManifestSaidSoTakesThePlaceOfEverything() throws IOException {
    RestorePlan plan = plan(withoutScope(backup()), whole(), List.of());

    assertThat(activities().look(new Look("r-32", plan)).bytes()).isPositive();
  }

  @Test
  void aSwapThatDiesAfterAnyStatementIsEndedByTheNext() throws Exception {
    make("source");
    make("crashed");
    sql("source", content());
    sql(
        "crashed",
        "create table old (id int); create trigger t before insert on old for each row set new.id = 7;");
    try (Connection connection = connect("crashed")) {
      Sql sql = new Sql(connection);
      MariaDbExchange exchange = exchange(sql);
      sql.run("create database windlass_in_x character set utf8mb4");
      sql("windlass_in_x", content());
      exchange.open();
    }
    int deaths = 0;
    for (boolean done = false; !done; ) {
      deaths++;
      try (Connection connection = connect("crashed")) {
        exchange(new Sql(dying(connection, deaths))).run();
        done = true;
      } catch (SQLException died) {
        assertThat(died.getMessage()).isEqualTo("died");
      }
    }

    assertThat(deaths).isGreaterThan(20);
    assertThat(account("crashed").replace("crashed", "shop"))
        .isEqualTo(account("source").replace("source", "shop"));
    assertThat(server().sql("windlass_out_x", "show tables like 'old';")).contains("old");
    server().sql("", "drop database windlass_in_x; drop database windlass_out_x;");
  }

  @Test
  void aSwapThatIsRefusedHalfWayIsTakenBack() throws Exception {
    make("kept");
    sql("kept", content());
    String before = account("kept");
    try (Connection connection = connect("kept")) {
      Sql sql = new Sql(connection);
      MariaDbExchange exchange =
          new MariaDbExchange(sql, "kept", "windlass_in_y", "windlass_out_y", List.of());
      sql.run("create database windlass_in_y");
      sql(
          "windlass_in_y",
          "create table orders (id int); create view broken as select id from orders;");
      exchange.open();
      sql("windlass_in_y", "drop table orders; create table other (id int);");

      assertThatThrownBy(exchange::run).hasMessageContaining("could not take the place of kept");
    }
    assertThat(account("kept")).isEqualTo(before);
    server().sql("", "drop database windlass_in_y; drop database windlass_out_y;");
  }

  @Test
  void aForeignKeyAcrossTheBorderOfTheChoiceIsRefused() throws Exception {
    make("bordered");
    sql("bordered", content());
    try (Connection connection = connect("bordered")) {
      Endpoint endpoint =
          new Endpoint(
              product(), "127.0.0.1", server().port(), "bordered", "bordered", Secret.of(PASSWORD));
      MariaDbLanding landing =
          new MariaDbLanding(
              "r-1",
              new Sql(connection),
              new EngineTools(new WorkerTools(), endpoint),
              List.of("orders"));

      assertThatThrownBy(() -> landing.requireClosed("bordered"))
          .hasMessageContaining("items refers to orders; choose both, or neither");
    }
  }

  @Test
  void codeThatCouldNotBePutBackIsARefusalBeforehand() {
    String name = whole();
    server().sql("", "revoke set user on *.* from '%s'@'127.0.0.1';".formatted(name));

    assertThatThrownBy(() -> look(name))
        .hasStackTraceContaining("belongs to root@localhost")
        .hasStackTraceContaining("grant set user on *.* to");
  }

  private MariaDbExchange exchange(Sql sql) {
    return new MariaDbExchange(sql, "crashed", "windlass_in_x", "windlass_out_x", List.of());
  }

  private Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(server().jdbcUrl(user), user, PASSWORD);
  }

  /** A connection that is lost after so many statements. */
  private static Connection dying(Connection real, int statements) {
    AtomicInteger left = new AtomicInteger(statements);
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (left.getAndDecrement() <= 0) {
                throw new SQLException("died", "08000");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
