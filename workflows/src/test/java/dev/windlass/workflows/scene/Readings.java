package dev.windlass.workflows.scene;

import dev.windlass.workflows.migration.safety.Advice;
import dev.windlass.workflows.migration.safety.Analysis;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.RollbackVerdict;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.migration.safety.Terms;
import dev.windlass.workflows.migration.safety.Waiver;
import dev.windlass.workflows.plan.Database;
import java.time.LocalDate;
import java.util.List;

/** What is really read in scripts, for worlds that have no database. */
public final class Readings {

  public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private static final Terms TERMS =
      new Terms(RollbackVerdict.Declared.KEEP, null, Terms.SchemaState.IN_USE);

  private Readings() {}

  /** Of one script {@code V2__step.sql} for MariaDB. */
  public static Reading of(String sql, Waiver... waivers) {
    return of(new Script("V2__step.sql", sql), waivers);
  }

  /** Of what a framework prints of this migration. */
  public static Reading printed(String name, String sql) {
    return of(new Script(name, sql, true));
  }

  /** Of a command that nobody reads. */
  public static Reading none(String command) {
    Advice why = new Advice("Nobody reads it.", "Say for which server.", "Windlass");
    return Reading.none(command, why, TERMS);
  }

  private static Reading of(Script script, Waiver... waivers) {
    Target target = Target.of(Database.Engine.MARIADB, "10.11");
    return Reading.of(new Analysis(target, List.of(waivers), TODAY), List.of(script), TERMS);
  }

  /** Somebody vouches for every finding of the rule until the end of that day. */
  public static Waiver waiver(String rule, LocalDate until) {
    return new Waiver(rule, null, "nobody reads it", "ada", until);
  }

  /** Somebody vouches for every finding of the rule, for ever. */
  public static Waiver waiver(String rule) {
    return new Waiver(rule, null, "nobody reads it", "ada", TODAY.plusYears(1000));
  }
}
