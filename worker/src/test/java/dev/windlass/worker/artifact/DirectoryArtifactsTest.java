package dev.windlass.worker.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.artifact.ArtifactMissingException;
import dev.windlass.store.artifact.Digests;
import dev.windlass.store.artifact.DirectoryArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArtifactsTest {

  private static final byte[] CONTENT = "a release".getBytes(UTF_8);

  @TempDir private Path directory = Path.of("/nowhere");

  @Test
  void refusesAFileThatWasDamagedSinceItCameAndSaysWhatToType() throws IOException {
    DirectoryArtifactStore store = new DirectoryArtifactStore(directory);
    DirectoryArtifacts artifacts = new DirectoryArtifacts(store);
    String digest = store.put(new ByteArrayInputStream(CONTENT), null).digest();
    Path file = artifacts.fetch(digest);
    assertThat(file).hasBinaryContent(CONTENT);

    Files.writeString(file, "A release");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

    assertThatThrownBy(() -> artifacts.fetch(digest))
        .isInstanceOf(ArtifactMissingException.class)
        .hasMessageContaining("found digest " + Digests.sha256("A release".getBytes(UTF_8)))
        .hasMessageContaining("expected " + digest + "; rm " + file + ", then upload it again");
  }
}
