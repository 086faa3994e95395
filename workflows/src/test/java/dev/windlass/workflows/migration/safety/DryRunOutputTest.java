package dev.windlass.workflows.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.plan.Database.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What frameworks print when they are asked what they would do. */
class DryRunOutputTest {

  private static final Target MARIADB = Target.of(Engine.MARIADB, "10.11");

  private static List<Script> scripts(String printed) {
    return DryRunOutput.scripts(printed, MARIADB);
  }

  /** {@code script:line rule} of each finding that stops. */
  private static List<String> stopping(String printed) {
    return new Analysis(MARIADB, List.of(), LocalDate.of(2026, 11, 22))
        .of(scripts(printed)).stream()
            .filter(Finding::stops)
            .map(finding -> finding.place().at() + " " + finding.rule())
            .toList();
  }

  /** As {@code php artisan migrate --pretend --force --no-ansi} of 8.83.26 has printed it. */
  @Test
  void readsEveryStatementThatLaravel8HasPrinted() throws IOException {
    String printed = Files.readString(Path.of("src/test/resources/dry-runs/laravel-8.83.txt"));

    assertThat(scripts(printed))
        .extracting(Script::name)
        .containsExactly(
            "CreateJobsTable",
            "2026_11_21_120000_drop_note",
            "DropIt",
            "2026_11_21_120000_drop_note",
            "2026_11_21_120100_add_a_index",
            "2026_11_21_120150_clean_up",
            "2026_11_21_120160_if_there");
    assertThat(stopping(printed))
        .containsExactly(
            "2026_11_21_120000_drop_note:1 unparsable",
            "DropIt:1 unparsable",
            "2026_11_21_120000_drop_note:1 drop-column",
            "2026_11_21_120000_drop_note:2 update-all-rows",
            "2026_11_21_120150_clean_up:4 drop-table",
            "2026_11_21_120160_if_there:1 unanswered-query",
            "2026_11_21_120160_if_there:2 unanswered-query");
  }

  @Test
  void readsLaravelsScriptsAndStatements() {
    String printed =
        """

           INFO  Running migrations.

          2026_11_21_120000_add_note ..............................................
          ⇂ alter table `orders` add `note` varchar(255) null
          ⇂ create index `orders_note_index`
            on `orders`(`note`)
          2026_11_21_120100_drop_price ............................................
          ⇂ alter table `products` drop `price`
          DropCost ................................................................
          ⇂ alter table `products` drop `cost`

        """;

    assertThat(scripts(printed))
        .extracting(Script::name)
        .containsExactly("2026_11_21_120000_add_note", "2026_11_21_120100_drop_price", "DropCost");
    assertThat(scripts(printed).getFirst().text())
        .contains("varchar(255) null;\ncreate index `orders_note_index`\n")
        .contains("on `orders`(`note`)");
    assertThat(scripts(printed).get(1).text())
        .startsWith("alter table `products` drop `price`")
        .endsWith(";\n");
    assertThat(stopping(printed))
        .containsExactly("2026_11_21_120100_drop_price:1 drop-column", "DropCost:1 drop-column");
  }

  @Test
  void readsWhatLaravelSaysWhereItMakesItsOwnTableFirst() {
    String printed =
        """

           INFO  Preparing database.

          Creating migration table ....................................... 28.61ms DONE

           INFO  Running migrations.

          2026_11_21_120000_a_name_that_is_so_long_that_it_leaves_no_room_for_dots_at_all
          ⇂ drop table `orders`
        """;

    assertThat(stopping(printed))
        .containsExactly(
            "2026_11_21_120000_a_name_that_is_so_long_that_it_leaves_no_room_for_dots_at_all:1 drop-table");
    assertThat(scripts("Migration table created successfully.\nNothing to migrate.\n")).isEmpty();
  }

  /** A terminal's line has no more line breaks, so the comment seems to hide all the rest. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- clean up drop table `orders`",
        "# clean up drop table `orders`",
        "alter table `orders` add `a` int, -- the old one drop `b`",
        "update `orders` set `a` = '--' where `id` = 1; -- one drop table `a`; -- two drop table `b`"
      })
  void nothingHidesBehindACommentOnALineThatWasSeveral(String sql) {
    assertThat(stopping("2026_11_21_120000_clean_up ....\n  ⇂ " + sql + "\n"))
        .isNotEmpty()
        .allMatch(finding -> finding.equals("2026_11_21_120000_clean_up:1 unparsable"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update `orders` set `a` = '-- no # comment' where `id` = 1",
        "update `orders` set `a` = 1 /* all */ where `id` = 1"
      })
  void aQuotedOrClosedCommentHidesNothing(String sql) {
    assertThat(stopping("2026_11_21_120000_clean_up ....\n  ⇂ " + sql + "\n")).isEmpty();
  }

  @Test
  void aCommentAtTheEndOfAStatementHidesNotTheNext() {
    assertThat(stopping("Two: delete from a where b < 5 -- old\nTwo: drop table c\n"))
        .containsExactly("Two:3 drop-table");
  }

  /** An answer that a migration did not get may have made it do more. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from `orders`",
        "with a as (select 1) select * from a",
        "show columns from `orders`"
      })
  void whatAPretendedMigrationAsksIsAFinding(String sql) {
    assertThat(stopping("IfThere: " + sql + "\n")).containsExactly("IfThere:1 unanswered-query");
    assertThat(stopping("  IfThere ....\n  ⇂ " + sql + "\n"))
        .containsExactly("IfThere:1 unanswered-query");
    assertThat(stopping(sql + ";\n")).as("a script's own query decides nothing").isEmpty();
  }

  @Test
  void readsClassesWithANamespaceAndWhatCannotBePretended() {
    assertThat(
            stopping(
                """
                App\\Updates\\DropIt: drop table a
                ChangeIt: failed to dump queries. This may be due to changing database columns \
                using Doctrine, which is not supported while pretending to run migrations.
                """))
        .containsExactly("App\\Updates\\DropIt:1 drop-table", "ChangeIt:1 unparsable");
  }

  @Test
  void readsWhatLaravelPrintedUntilItsEighthVersion() {
    assertThat(
            scripts(
                "AddNote: alter table a add b int\nAddNote: drop table c\nDropIt: truncate d\n"))
        .containsExactly(
            new Script("AddNote", "alter table a add b int;\ndrop table c;\n", true),
            new Script("DropIt", "truncate d;\n", true));
  }

  @Test
  void readsTheFileThatDoctrineWrites() {
    String printed =
        """
        -- Doctrine Migration File Generated on 2026-11-21 12:00:00

        -- Version DoctrineMigrations\\Version20261121120000
        ALTER TABLE orders ADD note VARCHAR(255) DEFAULT NULL;
        -- Version DoctrineMigrations\\Version20261121120100 update table metadata;
        INSERT INTO doctrine_migration_versions VALUES ('a');
        """;

    assertThat(scripts(printed)).extracting(Script::name).containsExactly("Version20261121120000");
    assertThat(scripts(printed).getFirst().text())
        .contains("ALTER TABLE orders")
        .contains("INSERT INTO doctrine_migration_versions");
  }

  @Test
  void hasNothingWhereNothingIsPending() {
    assertThat(scripts("")).isEmpty();
    assertThat(scripts("\n   INFO  Nothing to migrate.  \n\n")).isEmpty();
    assertThat(scripts("\u001b[32mNothing to migrate.\u001b[39m\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Deprecated: something is old\n",
        "PHP Warning:  something is old in a.php on line 3\n",
        "   WARN  something is old.\n",
        "INFO something else\n",
        "2026_11_21_120000_drop_note ... 3ms FAIL\n",
        "2026_11_21_120000_drop_note drop table a\n"
      })
  void takesAnythingElseForSqlSoThatItIsAFinding(String printed) {
    assertThat(stopping(printed)).isNotEmpty();
  }

  @Test
  void readsPlainSql() {
    assertThat(scripts("drop table a;\n")).containsExactly(new Script("dry run", "drop table a;"));
  }
}
