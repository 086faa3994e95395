package dev.windlass.worker.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.grant.Secret;
import dev.windlass.worker.grant.GrantProperties.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SecretReaderTest {

  private final SecretReader reader =
      new SecretReader(Map.of("DB_APP", "from env")::get, Duration.ofMillis(500));

  @TempDir private Path directory;

  @Test
  void readsAVariable() {
    assertThat(reader.read(new Source("DB_APP", null, List.of())).reveal()).isEqualTo("from env");
    assertThatThrownBy(() -> reader.read(new Source("NONE", null, List.of())))
        .hasMessage("environment variable NONE is not set");
  }

  @Test
  void readsAFileWithoutTheLineEnd() throws IOException {
    assertThat(reader.read(file("rw-------")).reveal()).isEqualTo("hush");
  }

  @Test
  void refusesAFileThatEverybodyCanRead() {
    assertThatThrownBy(() -> reader.read(file("rw-r--r--")))
        .hasMessageContaining("can be read by everybody")
        .hasMessageContaining("chmod 600 " + directory)
        .hasMessageNotContaining("hush");
  }

  @Test
  void readsWhatACommandPrints() {
    assertThat(run("echo hush; echo noise >&2").reveal()).isEqualTo("hush");
  }

  @Test
  void tellsNothingOfTheOutputOfACommandThatFails() {
    assertThatThrownBy(() -> run("echo hush; exit 3"))
        .hasMessage("command sh ended with 3, expected 0");
  }

  @Test
  @Timeout(10)
  void endsACommandThatGivesNoAnswerAndItsChildren() {
    assertThatThrownBy(() -> run("sleep 47.31 & wait")).hasMessageContaining("gave no answer");
    assertThat(ProcessHandle.allProcesses().filter(SecretReaderTest::isSleeper)).isEmpty();
  }

  private static boolean isSleeper(ProcessHandle process) {
    return process.isAlive()
        && process.info().commandLine().filter(line -> line.contains("sleep 47.31")).isPresent();
  }

  private Secret run(String script) {
    return reader.read(new Source(null, null, List.of("sh", "-c", script)));
  }

  private Source file(String mode) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "hush\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return new Source(null, file, List.of());
  }
}
