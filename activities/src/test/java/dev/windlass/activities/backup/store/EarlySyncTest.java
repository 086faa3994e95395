package dev.windlass.activities.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is synced early is neither lost nor taken for synced when it was not. */
class EarlySyncTest {

  @Test
  void hasAllOfALongFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("object");
    byte[] piece = new byte[EarlySync.STEP / 4 + 1];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var sync = new EarlySync(channel::force);
      for (int i = 0; i < 20; i++) {
        sync.wrote(channel.write(ByteBuffer.wrap(piece)));
      }
      sync.finish();
    }
    assertThat(Files.size(file)).isEqualTo(20L * piece.length);
  }

  @Test
  void remembersThatAnEarlySyncFailed() {
    var asked = new ArrayList<Boolean>();
    var sync =
        new EarlySync(alsoMetadata -> {
          asked.add(alsoMetadata);
          if (asked.size() == 1) {
            throw new IOException("Input/output error");
          }
        });
    sync.wrote(EarlySync.STEP);
    assertThatThrownBy(sync::finish)
        .isInstanceOf(IOException.class)
        .hasMessage("Input/output error");
    assertThat(asked).containsExactly(false);
  }
}
