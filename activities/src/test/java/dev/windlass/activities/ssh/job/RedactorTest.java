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

  /** As printed by the named programs for this value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's \"5ecret\" $HOME/ä\n\\end of it", // itself
        "'it'\\''s \"5ecret\" $HOME/ä\n\\end of it'", // export -p of bash
        "'it'\"'\"'s \"5ecret\" $HOME/ä\n\\end of it'", // export -p of dash
        "KEY=\"it's \\\"5ecret\\\" \\$HOME/ä\n\\\\end of it\"", // our .env
        "'it\\'s \"5ecret\" $HOME/ä\n\\\\end of it'", // var_export of PHP
        "\"it's \\\"5ecret\\\" $HOME\\/\\u00e4\\n\\\\end of it\"", // json_encode of PHP
        "\"it's \\\"5ecret\\\" $HOME/ä\\n\\\\end of it\"", // jq
        "it%27s%20%225ecret%22%20%24HOME%2F%C3%A4%0A%5Cend%20of%20it",
        "it%27s+%225ecret%22+%24HOME%2F%C3%A4%0A%5Cend+of+it",
        "aXQncyAiNWVjcmV0IiAkSE9NRS/DpApcZW5kIG9mIGl0", // base64
        "dTppdCdzICI1ZWNyZXQiICRIT01FL8OkClxlbmQgb2YgaXQ=", // base64 of u:…
        "  it's \"5ecret\" $HOME/ä\n  \\end of it" // moved in
      })
  void findsAValueInEveryFormInWhichProgramsPrintIt(String printed) throws Exception {
    Redactor redactor = Redactor.of(List.of("it's \"5ecret\" $HOME/ä\n\\end of it"));

    String told = redactor.redact(printed);

    for (String text : List.of(told, sed(redactor.sedRules(), printed))) {
      assertThat(text).contains("[REDACTED]");
      assertThat(text).doesNotContain("5ecret", "end of it", "end+of", "end%20of", "NWVjcmV0");
      assertThat(text).doesNotContain("I1ZWNyZXQ", "ZW5kIG9m", "xlbmQgb2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "u=5ecret+*+%7E+%28%21%29+%27a%27&x", // Java, forms of browsers
        "u=5ecret+%2A+%7E+%28%21%29+%27a%27&x", // urlencode of PHP
        "u=5ecret%20%2A%20~%20%28%21%29%20%27a%27&x", // rawurlencode of PHP
        "u=5ecret%20*%20~%20(!)%20'a'&x", // encodeURIComponent
        "u=5ecret%20%2a%20~%20%28%21%29%20%27a%27&x" // in lower case
      })
  void findsAValueInTheUrlsOfEveryLanguage(String url) throws Exception {
    Redactor redactor = Redactor.of(List.of("5ecret * ~ (!) 'a'"));

    assertThat(redactor.redact(url)).isEqualTo("u=[REDACTED]&x");
    assertThat(sed(redactor.sedRules(), url)).isEqualTo("u=[REDACTED]&x");
  }

  private static String sed(String rules, String text) throws Exception {
    Process sed = new ProcessBuilder("sed", "-e", rules).start();
    sed.getOutputStream().write(text.getBytes(UTF_8));
    sed.getOutputStream().close();
    return new String(sed.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void tellsNothingWhereWhatIsSecretCannotBeKnown() throws Exception {
    Redactor.Stream stream = Redactor.mute().stream(3);

    assertThat(stream.feed("any text".getBytes(UTF_8), 8)).isEqualTo(new Redactor.Piece(3, 11, ""));
    assertThat(Redactor.mute().redact("any text")).isEqualTo("[REDACTED]");
    assertThat(sed(Redactor.mute().sedRules(), "any\ntext\n"))
        .isEqualTo("[REDACTED]\n[REDACTED]\n");
  }

  @Test
  void leavesTextWithoutSecretsAlone() {
    assertThat(Redactor.of(List.of("", "x1")).redact("nothing here")).isEqualTo("nothing here");
  }
}
