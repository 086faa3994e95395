package dev.windlass.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.store.database.Database;
import dev.windlass.store.database.DatabaseSettings;
import dev.windlass.store.database.DatabaseSettings.Tls;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresStoreTest extends StoreContract
    implements BackupsContract, DrillsContract, PassedContract, RestoresContract {

  private static EmbeddedPostgres server;
  private static Store store;

  @BeforeAll
  static void open() throws IOException {
    server = EmbeddedPostgres.start();
    store = Store.of(Database.open(settings()));
  }

  @AfterAll
  static void close() throws IOException {
    store.close();
    server.close();
  }

  @Override
  public Store store() {
    return store;
  }

  @Test
  void letsASecondProcessOpenTheSameDatabase() {
    try (Store second = Store.of(Database.open(settings().forSeparateRole("worker")))) {
      store.ledger().open(Samples.open("shared", "shop", "shared"));
      assertThat(second.ledger().find("shared")).isPresent();
    }
  }

  private static DatabaseSettings settings() {
    return new DatabaseSettings.Postgres(
        "localhost", server.getPort(), "postgres", "postgres", null, null, Tls.DISABLE, null);
  }
}
