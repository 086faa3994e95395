package dev.windlass.activities.ssh.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 100})
  void findsSecretsAcrossTheBordersOfPieces(int size) {
    Redactor.Stream stream = Redactor.of(List.of("hunter2", "hunter2-long", "ä€")).stream(50);
    byte[] bytes = "a hunter2, hunter2-long hunter é ä€ hunt".getBytes(UTF_8);
    var pieces = new ArrayList<Redactor.Piece>();
    for (int at = 0; at < bytes.length; at += size) {
      int length = Math.min(size, bytes.length - at);
      byte[] piece = new byte[length];
      System.arraycopy(bytes, at, piece, 0, length);
      pieces.add(stream.feed(piece, length));
    }
    pieces.add(stream.finish());

    var text = new StringBuilder();
    long end = 50;
    for (Redactor.Piece piece : pieces) {
      assertThat(piece.offset()).isEqualTo(end);
      text.append(piece.text());
      end = piece.end();
    }
    assertThat(text).hasToString("a [REDACTED], [REDACTED] hunter é [REDACTED] hunt");
    assertThat(end).isEqualTo(50 + bytes.length);
  }

  @Test
  void leavesTextWithoutSecretsAlone() {
    assertThat(Redactor.of(List.of("", "x1")).redact("nothing here")).isEqualTo("nothing here");
  }
}
