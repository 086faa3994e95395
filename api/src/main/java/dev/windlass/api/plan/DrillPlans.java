package dev.windlass.api.plan;

import dev.windlass.api.specification.Drills;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Specification;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.drill.DataQuestion;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillPlan.Production;
import dev.windlass.workflows.drill.DrillPlan.Scratch;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The drills of an environment in the words of a plan. */
public final class DrillPlans {

  private final Specification specification;
  private final String name;

  /**
   * @param name of the environment, which the specification has
   */
  public DrillPlans(Specification specification, String name) {
    this.specification = specification;
    this.name = name;
  }

  /**
   * The drill; empty where the file declares none.
   *
   * @param others every application's file, whose databases it must keep away from too
   */
  public Optional<DrillPlan> plan(List<Specification> others) {
    Drills drills = specification.environment(name).drills();
    Optional<BackupPlan> backup = new BackupPlans(specification, name).database();
    if (drills == null || backup.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DrillPlan(
            backup.get(),
            drills.identity() == null ? null : drills.identity().secret(),
            scratch(drills.scratch()),
            Stream.concat(
                    declared(specification),
                    others.stream()
                        .filter(other -> !other.application().equals(specification.application()))
                        .flatMap(DrillPlans::declared))
                .toList(),
            questions(drills),
            new Objectives(drills.recoveryTime(), drills.dataAge()),
            drills.control(),
            drills.limit()));
  }

  /** How the schema of the environment changes; empty where the file does not say. */
  public Optional<Migrations> migrations() {
    return Optional.ofNullable(new DataParts(specification.environment(name)).migrations());
  }

  private Scratch scratch(Drills.Scratch scratch) {
    Environment environment = specification.environment(name);
    Database production = new DataParts(environment).database();
    boolean postgresql = production.engine() == Database.Engine.POSTGRESQL;
    String[] place = scratch.server().split(":", 2);
    Database server =
        new Database(
            production.engine(),
            place[0],
            place.length == 2
                ? Integer.parseInt(place[1])
                : DataParts.usualPort(production.engine()),
            postgresql ? "postgres" : "information_schema",
            scratch.user(),
            scratch.password() == null ? null : scratch.password().secret(),
            scratch.through());
    return new Scratch(
        server, host(specification, environment, scratch.through()), scratch.prefix());
  }

  private static List<DataQuestion> questions(Drills drills) {
    return Stream.concat(
            drills.newest().stream()
                .<DataQuestion>map(
                    one -> new DataQuestion.Newest(one.table(), one.column(), one.within())),
            drills.answers().entrySet().stream()
                .map(one ->
                    new DataQuestion.Answer(
                        one.getKey(), one.getValue().sql(), one.getValue().expected())))
        .toList();
  }

  private static Stream<Production> declared(Specification file) {
    return file.environments().keySet().stream().flatMap(name -> declared(file, name));
  }

  /** The database, and its replica: once that is promoted, nothing else says what it was. */
  private static Stream<Production> declared(Specification file, String name) {
    Environment environment = file.environment(name);
    if (!(environment.database() instanceof dev.windlass.api.specification.Database.Direct)) {
      return Stream.empty();
    }
    Database database = new DataParts(environment).database();
    Production production =
        new Production(
            file.application(),
            name,
            database,
            host(file, environment, database.through()),
            new PlanParts(file, environment).ssh());
    return Stream.concat(Stream.of(production), replica(file, production));
  }

  private static Stream<Production> replica(Specification file, Production of) {
    BackupSource source =
        new BackupPlans(file, of.environment()).database().map(BackupPlan::source).orElse(null);
    return source instanceof BackupSource.Data data && data.replica() != null
        ? Stream.of(
            new Production(
                of.application(),
                of.environment(),
                data.read(),
                data.on() == null ? of.through() : data.on(),
                of.ssh()))
        : Stream.empty();
  }

  private static @Nullable Host host(
      Specification file, Environment environment, @Nullable String wanted) {
    return new PlanParts(file, environment)
        .hosts().stream().filter(host -> host.name().equals(wanted)).findFirst().orElse(null);
  }
}
