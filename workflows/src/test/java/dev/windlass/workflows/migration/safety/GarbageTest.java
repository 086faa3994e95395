package dev.windlass.workflows.migration.safety;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.windlass.workflows.migration.safety.Corpus.Entry;
import dev.windlass.workflows.plan.Database.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a text contains, there is an answer, and soon. */
class GarbageTest {

  private static final int ROUNDS = 4000;
  private static final List<Target> TARGETS =
      List.of(
          Target.of(Engine.POSTGRESQL, "16"),
          Target.of(Engine.MARIADB, "10.11"),
          Target.of(Engine.MYSQL, "8.0"));
  private static final List<String> SCRAPS =
      List.of(
          "'",
          "\"",
          "`",
          "$$",
          "$a$",
          "${",
          "${x}",
          "/*",
          "*/",
          "/*!",
          "--",
          "#",
          ";",
          "(",
          ")",
          ",",
          "\\",
          "\\G",
          "\n",
          "DELIMITER ",
          "BEGIN",
          "END",
          "CASE",
          "ALTER TABLE ",
          "WITH a AS (",
          "DROP",
          "ADD",
          "COPY a FROM stdin;",
          "\0",
          "\uFEFF",
          "\uD83D",
          "=",
          ".",
          "ONLY",
          "WHERE");

  private static List<Finding> analyse(String text, Target target) {
    return new Analysis(target, List.of(), Corpus.TODAY).of(List.of(new Script("x", text)));
  }

  @Test
  void answersToTruncatedAndMixedStatements() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Entry> entries = new ArrayList<>(Corpus.postgresql());
    entries.addAll(Corpus.mariadb());
    assertTimeoutPreemptively(
        ofSeconds(60),
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            String text = mixed(entries, random);
            for (Target target : TARGETS) {
              assertThat(analyse(text, target)).as("seed %d, round %d", seed, i).isNotNull();
            }
          }
        },
        () -> "seed " + seed);
  }

  private static String mixed(List<Entry> entries, Random random) {
    StringBuilder text = new StringBuilder();
    for (int part = random.nextInt(5); part >= 0; part--) {
      String sql = entries.get(random.nextInt(entries.size())).sql();
      text.append(sql, 0, random.nextInt(sql.length() + 1));
      int scraps = random.nextInt(4);
      for (int i = 0; i < scraps; i++) {
        int at = random.nextInt(text.length() + 1);
        text.insert(at, SCRAPS.get(random.nextInt(SCRAPS.size())));
      }
    }
    return text.toString();
  }

  @Test
  void neverTakesAScriptThatEndsInTheMiddleOfAQuoteForWhole() {
    for (Target target : TARGETS) {
      String script = "create table a (b int); insert into a values ('abc";
      assertThat(analyse(script, target)).extracting(Finding::rule).contains("unparsable");
    }
  }

  @Test
  void isSoonDoneWithTextsThatAreMadeToTakeLong() {
    List<String> texts =
        List.of(
            "(".repeat(20_000),
            "WITH a AS (".repeat(3_000),
            "DROP TABLE " + "a,".repeat(20_000),
            "ALTER TABLE a " + "ADD b INT, ".repeat(5_000) + "DROP c",
            "INSERT INTO a VALUES " + "(1, 'x'), ".repeat(50_000) + "(2, 'y')",
            "SELECT " + "a.".repeat(20_000) + "b",
            "UPDATE a SET b = 1 WHERE " + "(".repeat(5_000) + "1" + ")".repeat(5_000),
            "/*".repeat(20_000),
            "\\\n".repeat(5_000),
            "EXPLAIN ANALYZE ".repeat(5_000) + "SELECT 1",
            "REVOKE ALL ON a ".repeat(5_000));
    for (Target target : TARGETS) {
      for (String text : texts) {
        assertTimeoutPreemptively(
            ofSeconds(10),
            () -> assertThat(analyse(text, target)).isNotNull(),
            () -> target + ": " + text.substring(0, 20));
      }
    }
  }
}
