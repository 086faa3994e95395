package dev.windlass.workflows.scene;

import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Migrations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ways to change a schema that ask for more than being run. */
public final class Schemas {

  private static final Database SHOP =
      new Database(Database.Engine.MARIADB, "db-1", 3306, "shop", "windlass", "db", null);

  private Schemas() {}

  /** Scripts that run under these conditions. */
  public static Migrations guarded(Migrations.Guard guard) {
    return flyway(Migrations.Undo.KEEP, guard, null);
  }

  /** With scripts that take back what others did. */
  public static Migrations down() {
    return flyway(Migrations.Undo.DOWN, null, new Migrations.Care(0, List.of(), "db/undo"));
  }

  /** Taken back by the backup from before. */
  public static Migrations restored() {
    return flyway(Migrations.Undo.RESTORE, null, null);
  }

  /** By a command that says beforehand what it would do. */
  public static Migrations readBeforehand(Migrations.@Nullable Guard guard) {
    Migrations.DryRun dryRun =
        new Migrations.DryRun(artisan("migrate --pretend"), null, "mariadb 10.11");
    return new Migrations.Command(
        "queue-1", artisan("migrate"), null, null, Migrations.Undo.KEEP, guard, dryRun);
  }

  private static Migrations flyway(
      Migrations.Undo undo, Migrations.@Nullable Guard guard, Migrations.@Nullable Care care) {
    return new Migrations.Scripts(
        SHOP, List.of("db/migration"), null, null, undo, guard, care, null);
  }

  private static HostCommand artisan(String line) {
    return new HostCommand(line, "php artisan " + line, null, List.of());
  }
}
