package dev.windlass.activities.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.JsonField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDocumentTest {

  private static final String HEALTH =
      """
      {
        "status": "ok",
        "version": 7,
        "ready": true,
        "since": null,
        "checks": {
          "database": {"status": "ok", "took": 1.5},
          "queue": {"status": "late", "waiting": 120}
        },
        "hosts": [{"up": true}, {"up": false}],
        "empty": []
      }
      """;

  @ParameterizedTest
  @CsvSource({"status,ok", "version,7", "ready,true", "since,null", "hosts.0.up,true"})
  void takesAValueAsItIsWritten(String path, String value) {
    assertThat(objection(new JsonField(path, value, null, null))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status|up|status is 'ok', expected 'up'",
        "version|8|version is 7, expected '8'",
        "checks|ok|checks is an object, expected 'ok'",
        "checks.*.status|ok|checks.queue.status is 'late', expected 'ok'",
        "hosts.*.up|true|hosts.1.up is 'false', expected 'true'",
        "checks.*.took|1|without field checks.*.took",
        "empty.*.up|true|without field empty.*.up",
        "nothing|ok|without field nothing",
        "status.inside|ok|without field status.inside"
      })
  void namesTheFieldThatIsOtherwise(String path, String value, String objection) {
    assertThat(objection(new JsonField(path, value, null, null))).isEqualTo(objection);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "checks.queue.waiting|120||",
        "checks.queue.waiting|119.9||checks.queue.waiting is 120, expected at most 119.9",
        "checks.database.took||1.5|",
        "checks.database.took||2|checks.database.took is 1.5, expected at least 2",
        "status|1||status is 'ok', which is no number"
      })
  void comparesNumbersWithALimit(
      String path,
      @Nullable BigDecimal most,
      @Nullable BigDecimal least,
      @Nullable String objection) {
    assertThat(objection(new JsonField(path, null, most, least))).isEqualTo(objection);
  }

  @Test
  void refusesWhatIsNoDocument() {
    assertThat(JsonDocument.of("<html>")).isNull();
    assertThat(JsonDocument.of("")).isNull();
    assertThat(JsonDocument.of("{\"status\": \"o")).isNull();
  }

  private static @Nullable String objection(JsonField field) {
    return Objects.requireNonNull(JsonDocument.of(HEALTH)).objection(List.of(field));
  }
}
