package dev.windlass.api.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.windlass.api.specification.source.SpecificationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a file, the reader answers with problems, never with a crash; and the schema
 * refuses nothing that the reader accepts.
 */
class DamagedFilesTest {

  private static final int FILES = 1000;
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SpecificationSchema.text(), InputFormat.JSON);
  private static final List<String> SCRAPS =
      List.of(
          "{}",
          "[]",
          "~",
          "-1",
          "1.5",
          "true",
          "x",
          "{a: b}",
          "[[]]",
          "\"\"",
          "*a",
          "&a",
          "{",
          ":",
          "99999999999");

  @Test
  void answersEveryDamagedFileWithProblems() throws IOException {
    Random random = new Random(7);
    List<String> lines = SpecificationReaderTest.example().lines().toList();
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      String damaged = damaged(lines, random);
      try {
        SpecificationReader.read(damaged);
        assertThat(SCHEMA.validate(damaged, InputFormat.YAML)).as(damaged).isEmpty();
      } catch (SpecificationException expected) {
        refused++;
        assertThat(expected.problems())
            .isNotEmpty()
            .allSatisfy(problem -> assertThat(problem.line()).isPositive());
      } catch (RuntimeException crash) {
        fail("crashed on:\n" + damaged, crash);
      }
    }
    assertThat(refused).isGreaterThan(FILES / 2);
  }

  private static String damaged(List<String> lines, Random random) {
    List<String> damaged = new ArrayList<>(lines);
    for (int wound = 0; wound <= random.nextInt(3); wound++) {
      int at = random.nextInt(damaged.size());
      String line = damaged.get(at);
      switch (random.nextInt(4)) {
        case 0 -> damaged.remove(at);
        case 1 -> damaged.add(at, lines.get(random.nextInt(lines.size())));
        case 2 -> damaged.set(at, scrapped(line, random));
        default -> damaged.set(at, line.substring(0, random.nextInt(line.length() + 1)));
      }
    }
    return String.join("\n", damaged);
  }

  /** Another value in the place of one of the line's words. */
  private static String scrapped(String line, Random random) {
    String[] words = line.split("(?<=[ ,\\[{])");
    words[random.nextInt(words.length)] = SCRAPS.get(random.nextInt(SCRAPS.size())) + " ";
    return String.join("", words);
  }
}
