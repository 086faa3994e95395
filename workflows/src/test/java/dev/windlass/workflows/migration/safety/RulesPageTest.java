package dev.windlass.workflows.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.contract.WireNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The tables of rules in the operators' page. Run with {@code -Dwindlass.rewrite=true} to write
 * them anew.
 */
class RulesPageTest {

  private static final Path PAGE = Path.of("../docs/migrations.md");
  private static final String BEGIN = "<!-- rules: written by RulesPageTest -->\n";
  private static final String END = "<!-- end of rules -->\n";

  @Test
  void thePageForOperatorsHasEveryRuleThatCanBeWaived() throws IOException {
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String after = page.substring(page.indexOf(END));
    String now = before + tables() + after;
    if (Boolean.getBoolean("windlass.rewrite")) {
      Files.writeString(PAGE, now);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(now);
  }

  private static String tables() {
    return table("PostgreSQL", Rules.postgresql())
        + table("MariaDB and MySQL", Rules.mariadb())
        + table(
            "Every server",
            List.of(
                Rules.UNPARSABLE,
                Rules.HIDDEN,
                Rules.CLIENT_COMMAND,
                Rules.UNANSWERED,
                Rules.ONLINE_REFUSED));
  }

  private static String table(String title, List<Rule> rules) {
    StringBuilder table = new StringBuilder("\n### " + title + "\n\n");
    table.append("| rule | severity | class | what it does | instead |\n|---|---|---|---|---|\n");
    Map<String, Rule> worst = new LinkedHashMap<>();
    rules.stream()
        .filter(Rule::warns)
        .forEach(rule ->
            worst.merge(
                rule.id(), rule, (a, b) -> a.severity().compareTo(b.severity()) >= 0 ? a : b));
    worst
        .values()
        .forEach(rule ->
            table.append(
                "| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                        rule.id(),
                        WireNames.of(rule.severity()),
                        WireNames.of(rule.kind()),
                        cell(rule.advice().explanation()),
                        cell(rule.advice().alternative()))));
    return table.append('\n').toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
