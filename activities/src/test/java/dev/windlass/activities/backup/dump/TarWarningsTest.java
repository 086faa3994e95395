package dev.windlass.activities.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.ssh.Ending;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarWarningsTest {

  @Test
  void filesInUseAreNamedAndDoNoHarm() {
    String said =
        """
        tar: uploads/app.log: file changed as we read it
        /usr/bin/tar: uploads/a b: c.tmp: File removed before we read it
        tar: uploads/shrunk: File shrank by 1024 bytes; padding with zeros
        tar: uploads/run.sock: socket ignored
        """;

    assertThat(TarWarnings.of(new Ending.Exited(1), said))
        .contains(
            List.of(
                "uploads/app.log: file changed as we read it",
                "uploads/a b: c.tmp: File removed before we read it",
                "uploads/shrunk: File shrank by 1024 bytes; padding with zeros",
                "uploads/run.sock: socket ignored"));
  }

  @Test
  void anArchiveOfAllHasNone() {
    assertThat(TarWarnings.of(new Ending.Exited(0), "")).contains(List.of());
  }

  /** Only the end of what a tool says is kept. */
  @Test
  void aFirstLineThatIsCutIsNoError() {
    String said = "oads/x: file changed as we read it\ntar: y: file changed as we read it\n";

    assertThat(TarWarnings.of(new Ending.Exited(1), said))
        .contains(List.of("… oads/x: file changed as we read it", "y: file changed as we read it"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tar: invalid option -- 'format'",
        "tar: x: file changed as we read it\ntar: -: Cannot write: No space left on device",
        "not installed: tar"
      })
  void endedWith1ForAnotherReasonThereIsNoArchive(String said) {
    assertThat(TarWarnings.of(new Ending.Exited(1), said)).isEqualTo(Optional.empty());
  }

  @Test
  void otherEndsAreNoArchive() {
    String changed = "tar: x: file changed as we read it\n";

    assertThat(TarWarnings.of(new Ending.Exited(2), changed)).isEmpty();
    assertThat(TarWarnings.of(new Ending.ConnectionLost(), changed)).isEmpty();
  }
}
