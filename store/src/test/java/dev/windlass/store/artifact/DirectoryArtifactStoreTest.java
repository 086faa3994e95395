package dev.windlass.store.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArtifactStoreTest {

  private static final byte[] CONTENT = {1, 2, 3};
  private static final String DIGEST = Digests.sha256(CONTENT);

  @TempDir private Path directory;

  @Test
  void keepsAFileUnderItsDigest() throws IOException {
    DirectoryArtifactStore store = new DirectoryArtifactStore(directory);
    StoredArtifact artifact = store.put(new ByteArrayInputStream(CONTENT), DIGEST);
    assertThat(artifact).isEqualTo(new StoredArtifact(DIGEST, 3));
    assertThat(store.put(new ByteArrayInputStream(CONTENT), null)).isEqualTo(artifact);
    assertThat(store.find(DIGEST).orElseThrow()).hasBinaryContent(CONTENT);
    assertThat(store.describe(DIGEST)).contains(artifact);
    assertThat(names()).containsExactly(DIGEST);
  }

  @Test
  void refusesContentWithAnotherDigestAndLeavesNothing() {
    DirectoryArtifactStore store = new DirectoryArtifactStore(directory);
    String other = Digests.sha256(new byte[] {9});
    assertThatThrownBy(() -> store.put(new ByteArrayInputStream(CONTENT), other))
        .isInstanceOf(WrongDigestException.class)
        .hasMessageContaining(DIGEST)
        .hasMessageContaining(other);
    assertThat(names()).isEmpty();
  }

  @Test
  void leavesNothingOfAnUploadThatBroke() {
    InputStream broken =
        new FilterInputStream(new ByteArrayInputStream(CONTENT)) {
          @Override
          public long transferTo(OutputStream out) throws IOException {
            super.transferTo(out);
            throw new IOException("connection lost");
          }
        };
    DirectoryArtifactStore store = new DirectoryArtifactStore(directory);
    assertThatThrownBy(() -> store.put(broken, null)).hasMessage("connection lost");
    assertThat(names()).isEmpty();
  }

  @Test
  void refusesANameThatIsNoDigest() {
    DirectoryArtifactStore store = new DirectoryArtifactStore(directory);
    assertThatThrownBy(() -> store.find("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 characters");
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
