package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.Migrations.Undo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaReturnTest {

  private static final String LIVE = "20261118-2";
  private static final String BEFORE = "20261115-1";
  private static final Migrations.Command DOWN = command(Undo.DOWN, "artisan migrate:rollback");
  private static final Migrations SCRIPTS =
      new Migrations.Scripts(
          new Database(Database.Engine.MARIADB, "db-1", 3306, "shop", "windlass", null, null),
          List.of("db/migration"),
          null,
          null,
          Undo.KEEP);

  private static Migrations.Command command(Undo undo, @Nullable String down) {
    return new Migrations.Command(
        "queue-1", line("artisan migrate"), null, down == null ? null : line(down), undo);
  }

  private static HostCommand line(String line) {
    return new HostCommand("migrate", line, null, List.of());
  }

  private static SchemaReturn to(
      String target, @Nullable Migrations declared, Aim.@Nullable LastChange last) {
    return SchemaReturn.of(declared, last, LIVE, target);
  }

  private static Aim.LastChange deployed(@Nullable Migrations migrations) {
    return new Aim.LastChange(LIVE, BEFORE, migrations);
  }

  @Test
  void takesDownWhatTheLastDeploymentMigrated() {
    assertThat(to(BEFORE, DOWN, deployed(DOWN))).isEqualTo(new SchemaReturn(DOWN, null));
  }

  @Test
  void saysNothingWhereNothingIsMigrated() {
    assertThat(to(BEFORE, null, deployed(null))).isEqualTo(new SchemaReturn(null, null));
  }

  @Test
  void keepsWhatScriptsDid() {
    assertThat(to(BEFORE, SCRIPTS, deployed(SCRIPTS)).kept()).isEqualTo("scripts have no way down");
  }

  @Test
  void keepsWhatTheFileKeeps() {
    Migrations keep = command(Undo.KEEP, "artisan migrate:rollback");
    assertThat(to(BEFORE, keep, deployed(keep)).kept()).isEqualTo("the file says undo: keep");
  }

  @Test
  void givesNoDataUpThatWasWrittenSince() {
    Migrations restored = command(Undo.RESTORE, "artisan migrate:rollback");
    assertThat(to(BEFORE, restored, deployed(restored)))
        .isEqualTo(
            new SchemaReturn(
                null,
                "data that was written since is not given up; windlass restore brings a backup"
                    + " back"));
  }

  @Test
  void keepsItWhenTheLastChangeWasAnother() {
    assertThat(to(BEFORE, DOWN, null).kept())
        .isEqualTo(
            "the last change was not the deployment of 20261118-2, so its batch is not the last");
    assertThat(to(BEFORE, DOWN, new Aim.LastChange("20261119-1", LIVE, DOWN)).kept())
        .startsWith("the last change was not the deployment of 20261118-2");
  }

  @Test
  void keepsItWhenThatDeploymentMigratedNoneOfThese() {
    assertThat(to(BEFORE, DOWN, deployed(null)).kept())
        .isEqualTo("the deployment of 20261118-2 ran no migration by command");
    assertThat(to(BEFORE, DOWN, deployed(SCRIPTS)).kept())
        .isEqualTo("the deployment of 20261118-2 ran no migration by command");
  }

  @Test
  void keepsItOnTheWayToAnOlderOne() {
    assertThat(to("20261101-1", DOWN, deployed(DOWN)).kept())
        .isEqualTo("20261101-1 is not the release before 20261118-2");
  }
}
