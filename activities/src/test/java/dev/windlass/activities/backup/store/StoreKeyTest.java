package dev.windlass.activities.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreKeyTest {

  @Test
  void isReadAsItIsWritten() {
    StoreKey key = new StoreKey("shop", "production", "20261120-7", "shop.sql.zst.age");

    assertThat(key.text()).isEqualTo("shop/production/20261120-7/shop.sql.zst.age");
    assertThat(StoreKey.read(key.text())).contains(key);
    assertThat(key.folder()).isEqualTo("shop/production/20261120-7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", ".hidden", "a/b", "a\\b", " a", "a ", "a\nb", "é", "-rf"})
  void refusesWhatIsNoNameInSomeStore(String part) {
    assertThatThrownBy(() -> new StoreKey("shop", "production", "b1", part))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("file '" + part + "' in a store's key");
    assertThat(StoreKey.read("shop/production/b1/" + part)).isEmpty();
  }

  @Test
  void refusesANameThatIsTooLong() {
    assertThat(StoreKey.read("a/b/c/" + "x".repeat(200))).isPresent();
    assertThat(StoreKey.read("a/b/c/" + "x".repeat(201))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b/c", "a/b/c/d/e", "/a/b/c/d", "a/b/c/"})
  void whatHasNotFourPartsIsNoKey(String text) {
    assertThat(StoreKey.read(text)).isEmpty();
  }
}
