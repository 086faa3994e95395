package dev.windlass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.store.database.Database;
import dev.windlass.store.database.DatabaseSettings;
import dev.windlass.store.database.DatabaseSettingsException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract
    implements BackupsContract, DrillsContract, PassedContract, RestoresContract {

  @TempDir private static Path directory;
  private static Store store;

  @BeforeAll
  static void open() {
    store = Store.of(Database.open(settings()));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  public Store store() {
    return store;
  }

  @Test
  void writesEveryRowBeforeItIsAcknowledged() {
    String delay =
        store
            .database()
            .jdbc()
            .sql(
                "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'")
            .query(String.class)
            .single();
    assertThat(delay).isEqualTo("0");
  }

  @Test
  void losesNoAcknowledgedRowWhenItsProcessIsShot(@TempDir Path other) throws Exception {
    String url = new DatabaseSettings.OwnFile(other.resolve("ours")).url();
    String careless = new DatabaseSettings.OwnFile(other.resolve("careless")).url();

    assertThat(KilledWriter.lost(url)).isZero();
    assertThat(KilledWriter.lost(careless.replace(";WRITE_DELAY=0", "")))
        .as("lost with H2's own delay")
        .isPositive();
  }

  @Test
  void keepsItsRowsWhenItIsOpenedAgain(@TempDir Path other) {
    DatabaseSettings settings = new DatabaseSettings.OwnFile(other.resolve("store"));
    long number;
    try (Store first = Store.of(Database.open(settings))) {
      number = first.ledger().open(Samples.open("d1", "shop", "production")).number();
    }
    try (Store second = Store.of(Database.open(settings))) {
      assertThat(second.ledger().find("d1").orElseThrow().number()).isEqualTo(number);
      assertThat(second.ledger().open(Samples.open("d2", "shop", "production")).number())
          .isGreaterThan(number);
    }
  }

  @Test
  void goesOnNumberingWithoutAGapWhenItsProcessIsShot(@TempDir Path other) throws Exception {
    DatabaseSettings settings = new DatabaseSettings.OwnFile(other.resolve("store"));

    long number = KilledWriter.numbered(other.resolve("store"));

    try (Store after = Store.of(Database.open(settings))) {
      assertThat(after.ledger().open(Samples.open("d2", "shop", "production")).number())
          .isEqualTo(number + 1);
    }
  }

  @Test
  void refusesASeparateRole() {
    assertThatThrownBy(() -> settings().forSeparateRole("worker"))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining("need PostgreSQL")
        .hasMessageContaining("windlass up");
  }

  private static DatabaseSettings settings() {
    return new DatabaseSettings.OwnFile(directory.resolve("store"));
  }
}
