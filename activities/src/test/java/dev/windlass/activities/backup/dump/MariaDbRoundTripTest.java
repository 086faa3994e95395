package dev.windlass.activities.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.backup.dump.RestoreOptions.Definers;
import dev.windlass.activities.backup.dump.RestoreOptions.Events;
import dev.windlass.activities.backup.dump.RestoreOptions.Into;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.awkward.AwkwardDatabase;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.workflows.plan.Database;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbRoundTripTest extends RoundTripContract {

  private static @Nullable MariaDbServer server;
  private static final AtomicReference<@Nullable Endpoint> AWKWARD = new AtomicReference<>();

  @BeforeAll
  static void startServer() {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump");
    server = MariaDbServer.start();
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
    return Database.Engine.MARIADB;
  }

  @Override
  Endpoint awkward() throws IOException {
    Endpoint there = AWKWARD.get();
    if (there != null) {
      return there;
    }
    Endpoint made = empty();
    AwkwardDatabase.fill(server(), made.database(), made.user(), ROWS);
    // To dump routines that somebody else defined.
    server().sql("", "grant select on mysql.proc to '%s'@'127.0.0.1';".formatted(made.user()));
    AWKWARD.set(made);
    return made;
  }

  @Override
  RestoreOptions stopping() {
    // The restoring user may not give rights that root has.
    return new RestoreOptions(Into.REPLACING, Definers.KEPT, Events.KEPT, List.of());
  }

  @Override
  String stopped() {
    return "ERROR 1227 (42000) at line ";
  }

  @Test
  void eventsOfAScratchTargetNeverRun() throws IOException {
    Endpoint copy = empty();

    restore(dump(awkward(), List.of()), copy, RestoreOptions.scratch());

    assertThat(
            server()
                .sql(
                    copy.database(),
                    "select status, event_comment, definer from information_schema.events"
                        + " where event_schema = database();")
                .strip())
        .isEqualTo("DISABLED\tON COMPLETION PRESERVE ENABLE\t" + copy.user() + "@127.0.0.1");
  }

  @Test
  void keepsDefinersForAUserWhoMaySetThem() throws IOException {
    Endpoint copy = empty();
    server().sql("", "grant super, set user on *.* to '%s'@'127.0.0.1';".formatted(copy.user()));

    restore(dump(awkward(), List.of()), copy, RestoreOptions.whole());

    assertThat(
            server()
                .sql(
                    copy.database(),
                    "select distinct definer from information_schema.routines"
                        + " where routine_schema = database();")
                .strip())
        .isEqualTo("root@localhost");
    assertThat(server().sql(copy.database(), "select twice(21);").strip()).isEqualTo("42");
  }
}
