package dev.windlass.activities.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.ssh.CutCable;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store promises that is at the other end of a network. */
abstract class NetworkStoreContract extends BackupStoreContract {

  /** A cable to where the store is. */
  abstract CutCable cable() throws Exception;

  /** The store of the test, at the end of the cable. */
  abstract BackupStore behind(CutCable cable) throws Exception;

  @Test
  void aStoreThatGoesAwayInTheMiddleOfAWriteHasNoObjectAndShowsWhatIsLeft() throws Exception {
    CutCable cable = cable();
    try (BackupStore behind = behind(cable)) {
      try (ObjectWriter writer = behind.write(KEY)) {
        writer.write(random(LARGE));
        cable.close();
        StoreException lost =
            trouble(
                StoreTrouble.UNREACHABLE,
                () -> {
                  writer.write(random(LARGE));
                  writer.commit();
                });
        assertThat(lost.isRetryable()).isTrue();
        assertThat(lost).hasMessageContaining(KEY.text());
      }
    }

    assertThat(store.list("")).isEmpty();
    List<Leftover> left = store.leftovers(Duration.ZERO);
    assertThat(left).hasSize(1);
    left.forEach(Leftover::remove);
    assertThatNothingIsLeft();
  }

  @Test
  void aStoreThatGoesAwayInTheMiddleOfAReadIsNamed() throws Exception {
    put(store, KEY, random(40 << 20));
    CutCable cable = cable();
    try (BackupStore behind = behind(cable);
        InputStream content = behind.read(KEY)) {
      assertThat(content.readNBytes(1 << 20)).hasSize(1 << 20);
      cable.close();
      StoreException lost = trouble(StoreTrouble.UNREACHABLE, content::readAllBytes);
      assertThat(lost).hasMessageContaining(KEY.text());
    }
  }
}
