package dev.windlass.api.plan;

import dev.windlass.workflows.plan.Migrations;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback of a finished deployment does to the schema. The declared way down takes the last
 * batch back, so it is only right where that batch is the live release's own and the target is the
 * release before it.
 *
 * @param down runs its way down, or null: the schema stays
 * @param kept why it stays although migrations are declared, or null
 */
record SchemaReturn(Migrations.@Nullable Command down, @Nullable String kept) {

  /**
   * @param declared by the file of today, or null
   * @param last see {@link Aim.GoBack}
   */
  static SchemaReturn of(
      @Nullable Migrations declared, Aim.@Nullable LastChange last, String live, String target) {
    return switch (declared) {
      case null -> new SchemaReturn(null, null);
      case Migrations migrations when migrations.undo() == Migrations.Undo.RESTORE ->
          kept(
              "data that was written since is not given up; windlass restore brings a backup back");
      case Migrations.Scripts _ -> kept("scripts have no way down");
      case Migrations.Command command
          when command.undo() == Migrations.Undo.KEEP || command.down() == null ->
          kept("the file says undo: keep");
      case Migrations.Command command -> {
        String objection = objection(last, live, target);
        yield objection == null ? new SchemaReturn(command, null) : kept(objection);
      }
    };
  }

  private static @Nullable String objection(
      Aim.@Nullable LastChange last, String live, String target) {
    if (last == null || !last.release().equals(live)) {
      return "the last change was not the deployment of " + live + ", so its batch is not the last";
    }
    if (!(last.migrations() instanceof Migrations.Command)) {
      return "the deployment of " + live + " ran no migration by command";
    }
    if (!target.equals(last.before())) {
      return target + " is not the release before " + live;
    }
    return null;
  }

  private static SchemaReturn kept(String why) {
    return new SchemaReturn(null, why);
  }
}
