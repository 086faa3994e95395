package dev.windlass.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreLinesTest {

  @Test
  void saysHowFarTheLoadingIs() throws Exception {
    assertThat(
            lines(
                """
                "phase": "loading", "progress":
                  {"bytes": 300000000, "total": 900000000, "bytesPerSecond": 5000000,
                   "remaining": "PT2M"}
                """))
        .containsExactly(
            "r-20261122-021500  loading   22 Nov 02:15 of b-7 into shop at db-1 by dev-1",
            "  %s of %s, %s/s, %s to go"
                .formatted(
                    Words.size(300_000_000),
                    Words.size(900_000_000),
                    Words.size(5_000_000),
                    "2 m"));
  }

  @Test
  void saysNothingOfTheTimeThatIsLeftBeforeThereIsARate() throws Exception {
    assertThat(
            lines(
                """
                "progress": {"bytes": 0, "total": 900, "bytesPerSecond": 0, "remaining": null}
                """))
        .last()
        .isEqualTo("  %s of %s, %s/s".formatted(Words.size(0), Words.size(900), Words.size(0)));
  }

  @Test
  void saysWhatIsKnownOnceItHasEnded() throws Exception {
    assertThat(
            lines(
                """
                "outcome": "failed", "safety": "b-9", "remarks": ["b-9: not copied to far"],
                "problem": "the vault is full", "progress": null
                """))
        .containsExactly(
            "r-20261122-021500  failed    22 Nov 02:15 of b-7 into shop at db-1 by dev-1",
            "  what it held before: b-9",
            "  b-9: not copied to far",
            "  the vault is full");
  }

  private static List<String> lines(String rest) throws JsonProcessingException {
    return new RestoreLines(ZoneOffset.UTC)
        .of(
            new ObjectMapper()
                .readTree(
                    """
                    {"id": "r-20261122-021500", "backup": "b-7", "target": "shop at db-1",
                     "startedBy": "dev-1", "startedAt": "2026-11-22T02:15:00Z", %s}
                    """
                        .formatted(rest)));
  }
}
