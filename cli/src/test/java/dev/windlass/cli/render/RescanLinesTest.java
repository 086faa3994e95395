package dev.windlass.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class RescanLinesTest {

  @Test
  void namesEveryStoreWhatWasEnteredAndWhatIsOdd() throws Exception {
    JsonNode rescan =
        json(
            """
            {"state": "ended", "reading": null, "stores": [
              {"store": "sftp://backup@nas/shop", "whole": 3, "entered": ["b-1", "b-2"],
                "odd": [{"id": "b-3", "why": "it has no manifest, so it is no backup, but database-1.sql.zst.age; it is being taken or removed now"}],
                "problem": null},
              {"store": "s3://offsite/shop", "whole": 0, "entered": [], "odd": [], "problem": "the door is shut"}]}
            """);

    assertThat(String.join("\n", RescanLines.of(rescan)))
        .isEqualTo(
            """
            sftp://backup@nas/shop: 3 whole, 2 of them entered
              entered b-1
              entered b-2
              odd     b-3: it has no manifest, so it is no backup, but database-1.sql.zst.age; it is being taken or
                      removed now
            s3://offsite/shop: 0 whole, 0 of them entered
              not read to its end: the door is shut\
            """);
    assertThat(RescanLines.isClean(rescan)).isFalse();
  }

  @Test
  void isCleanWhereEveryStoreWasReadAndNothingIsOdd() throws Exception {
    assertThat(
            RescanLines.isClean(
                json("{\"stores\": [{\"whole\": 3, \"entered\": [\"b-1\"], \"odd\": []}]}")))
        .isTrue();
    assertThat(RescanLines.isClean(json("{\"stores\": [{\"odd\": [], \"problem\": \"shut\"}]}")))
        .isFalse();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
