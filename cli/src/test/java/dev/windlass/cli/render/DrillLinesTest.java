package dev.windlass.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DrillLinesTest {

  @Test
  void saysWhatARehearsalTook() throws Exception {
    assertThat(
            lines(
                """
                "state": "pass", "findings": [],
                "rehearsal": {"revision": "4f2c9a1", "told": "1 script in 3.2 s"}
                """))
        .endsWith("\n  rehearsal of 4f2c9a1: 1 script in 3.2 s");
  }

  @Test
  void saysOnceWhyARehearsalDidNotRun() throws Exception {
    assertThat(
            lines(
                """
                "state": "fail",
                "findings": [{"check": "rehearsal", "reason": "rehearsal", "detail": "V2 does not run"}],
                "rehearsal": {"revision": "4f2c9a1", "told": "1 script in 3.2 s", "failure": "V2"}
                """))
        .endsWith("\n  rehearsal: V2 does not run")
        .doesNotContain("3.2 s");
  }

  private static String lines(String json) throws JsonProcessingException {
    JsonNode drill =
        new ObjectMapper()
            .readTree(
                """
                {"id": "dr-1", "startedAt": "2026-11-22T05:03:00Z", "startedBy": "dev-1",
                 "remarks": [], %s}
                """
                    .formatted(json));
    return String.join("\n", new DrillLines(ZoneOffset.UTC).of(drill));
  }
}
