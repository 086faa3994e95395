package dev.windlass.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupLinesTest {

  @Test
  void saysThatAReplicaWasRead() throws Exception {
    assertThat(lines("\"replica\": true"))
        .first()
        .asString()
        .endsWith(" by dev-1, from the replica, " + Words.size(1_200));
  }

  @Test
  void ofADatabaseItselfThereIsNothingToSay() throws Exception {
    assertThat(lines("\"replica\": false"))
        .first()
        .asString()
        .endsWith(" by dev-1, " + Words.size(1_200));
  }

  @Test
  void namesWhatIsNotInItAsItWas() throws Exception {
    assertThat(lines("\"passedOver\": [\"app.log: file changed as we read it\"]"))
        .contains("  not kept as it was: app.log: file changed as we read it");
  }

  private static List<String> lines(String json) throws JsonProcessingException {
    JsonNode backup =
        new ObjectMapper()
            .readTree(
                """
                {"id": "b-20261122-021500", "kind": "database", "state": "whole",
                 "startedAt": "2026-11-22T02:15:00Z", "startedBy": "dev-1", "storedBytes": 1200,
                 "stores": ["file:///backups"], %s}
                """
                    .formatted(json));
    return new BackupLines(ZoneOffset.UTC).of(backup);
  }
}
