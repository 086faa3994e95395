package dev.windlass.activities.ssh.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.FileRefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SftpFilesTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private SftpFiles over(byte[] answers) {
    return SftpFiles.over("vault", new ByteArrayInputStream(answers), said, () -> {});
  }

  /** Packets as a host sends them. */
  private static byte[] packets(Request... answers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream packets = new DataOutputStream(bytes);
    for (Request answer : answers) {
      packets.writeInt(answer.fields().length + 1);
      packets.writeByte(answer.type());
      packets.write(answer.fields());
    }
    return bytes.toByteArray();
  }

  private static Request version() {
    return Request.of(Type.VERSION).number(3);
  }

  private static Request data(int id, String content) {
    return Request.of(Type.DATA).number(id).text(content);
  }

  private static Request end(int id) {
    return Request.of(Type.STATUS).number(id).number(Status.EOF).text("End").text("");
  }

  @Test
  void saysThatSomethingElseAnswers() {
    byte[] noise = "Welcome to vault!\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> over(noise))
        .isInstanceOf(FileRefusedException.class)
        .hasMessageContaining("vault: what answers as SFTP is something else")
        .hasMessageContaining("Do start-up files of the login print?");
  }

  @Test
  void refusesAnOlderProtocol() throws IOException {
    byte[] old = packets(Request.of(Type.VERSION).number(2));
    assertThatThrownBy(() -> over(old)).hasMessageContaining("it speaks version 2");
  }

  @Test
  void asksAgainForWhatAHostLeftOutAndTakesAnswersInAnyOrder() throws IOException {
    Request[] answers = new Request[2 + 1 + 32 + 32];
    int at = 0;
    answers[at++] = version();
    answers[at++] = Request.of(Type.HANDLE).number(1).data(new byte[] {(byte) 0xff, 0});
    // The file has "abcdef"; the host gives three bytes at a time. Number 2 asked from its
    // beginning, 34 for the rest of that, 35 is the next ahead, and so on.
    for (int id = 3; id <= 33; id++) {
      answers[at++] = end(id);
    }
    answers[at++] = data(2, "abc");
    answers[at++] = data(34, "def");
    for (int id = 35; at < answers.length; id++) {
      answers[at++] = end(id);
    }
    try (InputStream file = over(packets(answers)).read("/x")) {
      assertThat(file.readAllBytes()).asString().isEqualTo("abcdef");
    }
  }

  @Test
  void anEndInTheMiddleOfAFileIsALostConnection() throws IOException {
    byte[] answers =
        packets(version(), Request.of(Type.HANDLE).number(1).data(new byte[] {7}), data(2, "abc"));
    InputStream file = over(answers).read("/x");
    assertThat(file.readNBytes(3)).asString().isEqualTo("abc");
    assertThatThrownBy(file::read)
        .isInstanceOf(ConnectionLostException.class)
        .hasMessageContaining("vault: lost in the middle of its files");
  }
}
