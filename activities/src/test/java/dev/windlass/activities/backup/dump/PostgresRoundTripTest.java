package dev.windlass.activities.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.backup.dump.RestoreOptions.Definers;
import dev.windlass.activities.backup.dump.RestoreOptions.Events;
import dev.windlass.activities.backup.dump.RestoreOptions.Into;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.awkward.AwkwardDatabase;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.workflows.plan.Database;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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
    AwkwardDatabase.fill(server(), made.database(), made.user(), ROWS);
    AWKWARD.set(made);
    return made;
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
