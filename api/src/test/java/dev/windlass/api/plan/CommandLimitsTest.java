package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.workflows.plan.Migrations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A framework's own command on a real PostgreSQL, by way of its client library. */
class CommandLimitsTest {

  private static @Nullable PostgresServer server;

  @BeforeAll
  static void startServer() {
    RealParts.require("postgres", "initdb", "psql");
    server = PostgresServer.start();
    server.createDatabase("shop", "shop", "pass word");
    server.sql("shop", "create table orders (id int);");
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void eachSessionOfTheCommandHasThem() throws Exception {
    Migrations.Command command = command(psql("show lock_timeout; show statement_timeout"));

    assertThat(printed(command.up().line())).isEqualTo("5s\n2min");
    assertThat(printed(Objects.requireNonNull(command.down()).line())).isEqualTo("5s\n2min");
  }

  @Test
  void whatTheHostHandsOnStays() throws Exception {
    Migrations.Command command = command(psql("show geqo; show lock_timeout"));

    assertThat(printed("export PGOPTIONS='-c geqo=off'; " + command.up().line()))
        .isEqualTo("off\n5s");
  }

  @Test
  void withoutThemTheCommandIsAsItWasWritten() {
    assertThat(command("php migrate", "").up().line()).isEqualTo("php migrate");
  }

  private static String psql(String sql) {
    return "psql -X -A -t -h 127.0.0.1 -p %d -U shop -d shop -c '%s'"
        .formatted(Objects.requireNonNull(server).port(), sql);
  }

  private static Migrations.Command command(String line) {
    return command(line, "lockTimeout: 5s\nstatementTimeout: 2m");
  }

  private static Migrations.Command command(String line, String limits) {
    String file =
        """
        application: shop
        preset: php
        release: {artifact: upload}
        environments:
          production:
            url: https://shop.example
            ssh: {user: deploy}
            reload: []
            hosts: {web: [web-1.shop.example]}
            migrations:
              command: "%s"
              down: "%s"
              server: postgresql 15
              %s
        """
            .formatted(line, line, limits.replace("\n", "\n      "));
    PlanOrder order =
        new PlanOrder(
            SpecificationReader.read(file),
            "production",
            new Aim.Deploy(),
            PlanFixture.one("20261118-2"));
    return (Migrations.Command) Objects.requireNonNull(PlanCompiler.compile(order).migrations());
  }

  private static String printed(String line) throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", line).redirectErrorStream(true);
    shell.environment().put("PGPASSWORD", "pass word");
    Process process = shell.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.strip();
  }
}
