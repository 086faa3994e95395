package dev.windlass.sandbox.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.sandbox.RealParts;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DatabaseServerTest {
  @Test
  void mariaDbLetsAnOwnerWorkOverTcpByPassword() {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb");
    letsAnOwnerWorkOverTcpByPassword(
        MariaDbServer::start,
        (port, password) ->
            Command.of(
                "mariadb",
                "--no-defaults",
                "-h127.0.0.1",
                "-P" + port,
                "-ushop",
                "-p" + password,
                "-N",
                "shop"));
  }

  @Test
  void postgresLetsAnOwnerWorkOverTcpByPassword() {
    RealParts.require("postgres", "initdb", "psql", "setpriv");
    letsAnOwnerWorkOverTcpByPassword(
        PostgresServer::start,
        (port, password) ->
            Command.of(
                "psql", "-tA", "postgresql://shop:%s@127.0.0.1:%d/shop".formatted(password, port)));
  }

  private interface Client {
    Command with(int port, String password);
  }

  private static void letsAnOwnerWorkOverTcpByPassword(
      Supplier<DatabaseServer> start, Client client) {
    int port;
    try (DatabaseServer server = start.get()) {
      port = server.port();
      server.createDatabase("shop", "shop", "right");
      Command owner = client.with(port, "right");
      owner.orFail("create table orders (id int primary key); insert into orders values (41);");

      assertThat(server.sql("shop", "select id + 1, 'x' from orders").strip()).isEqualTo("42\tx");
      assertThat(client.with(port, "wrong").run("select 1").exit()).isNotZero();
      assertThatThrownBy(() -> server.sql("shop", "select nothing from nowhere"))
          .hasMessageContaining("nowhere");
      assertThat(server.jdbcUrl("shop")).endsWith("127.0.0.1:%d/shop".formatted(port));
    }
    assertThat(Ports.answers(port)).isFalse();
  }
}
