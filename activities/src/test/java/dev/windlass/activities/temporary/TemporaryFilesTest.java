package dev.windlass.activities.temporary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {

  @TempDir Path directory;

  @Test
  void whatADeadProcessLeftIsGoneAndWhatALivingOneHoldsStays() throws IOException {
    TemporaryFiles living = TemporaryFiles.of(directory);
    TemporaryFiles dead = TemporaryFiles.of(directory);
    Path kept = Files.writeString(living.folder().resolve("V1__orders.sql"), "select 1");
    Path key = Files.createDirectory(dead.folder().resolve("git-1")).resolve("key");
    Files.writeString(key, "private");
    Path other = Files.createDirectory(directory.resolve("windlass-held-but-not-locked"));

    dead.release();
    TemporaryFiles next = TemporaryFiles.of(directory);

    assertThat(dead.folder()).doesNotExist();
    assertThat(kept).exists();
    assertThat(next.folder()).isDirectoryContaining("glob:**/lock");
    assertThat(other).as("somebody is about to take it").exists();
    next.release();
    living.release();
  }
}
