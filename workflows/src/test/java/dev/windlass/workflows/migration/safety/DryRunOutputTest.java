package dev.windlass.workflows.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What frameworks print when they are asked what they would do. */
class DryRunOutputTest {

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

        """;

    assertThat(DryRunOutput.scripts(printed))
        .extracting(Script::name)
        .containsExactly("2026_11_21_120000_add_note", "2026_11_21_120100_drop_price");
    assertThat(DryRunOutput.scripts(printed).getFirst().text())
        .contains("varchar(255) null;\ncreate index `orders_note_index`\n")
        .contains("on `orders`(`note`)");
    assertThat(DryRunOutput.scripts(printed).getLast().text())
        .startsWith("alter table `products` drop `price`")
        .endsWith(";\n");
  }

  @Test
  void readsWhatLaravelPrintedUntilItsEighthVersion() {
    assertThat(
            DryRunOutput.scripts(
                "AddNote: alter table a add b int\nAddNote: drop table c\nDropIt: truncate d\n"))
        .containsExactly(
            new Script("AddNote", "alter table a add b int;\ndrop table c;\n"),
            new Script("DropIt", "truncate d;\n"));
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

    assertThat(DryRunOutput.scripts(printed))
        .extracting(Script::name)
        .containsExactly("Version20261121120000");
    assertThat(DryRunOutput.scripts(printed).getFirst().text())
        .contains("ALTER TABLE orders")
        .contains("INSERT INTO doctrine_migration_versions");
  }

  @Test
  void hasNothingWhereNothingIsPending() {
    assertThat(DryRunOutput.scripts("")).isEmpty();
    assertThat(DryRunOutput.scripts("\n   INFO  Nothing to migrate.  \n\n")).isEmpty();
    assertThat(DryRunOutput.scripts("\u001b[32mNothing to migrate.\u001b[39m\n")).isEmpty();
  }

  @Test
  void takesAnythingElseForSqlSoThatItIsAFinding() {
    assertThat(DryRunOutput.scripts("Deprecated: something is old\n"))
        .containsExactly(new Script("Deprecated", "something is old;\n"));
    assertThat(DryRunOutput.scripts("drop table a;\n"))
        .containsExactly(new Script("dry run", "drop table a;"));
  }
}
