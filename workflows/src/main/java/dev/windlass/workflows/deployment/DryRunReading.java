package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.MigrationActivities;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.MigrationActivities.ReadDryRun;
import dev.windlass.workflows.migration.SchemaCheck;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a framework's migrations would do, once the release is built and before anybody is
 * asked for a yes.
 */
final class DryRunReading {

  private static final Duration LIMIT = Duration.ofMinutes(6);

  private final Run run;

  DryRunReading(Run run) {
    this.run = run;
  }

  /**
   * @throws Stop when something stands against it; the schema is as it was
   */
  void read(Migrations.Command command) {
    MigrationFacts facts = facts(command);
    List<Problem> problems = new ArrayList<>();
    facts.problems().forEach(what -> problems.add(new Problem("migrations", what, null)));
    Reading reading = facts.reading();
    if (reading != null) {
      run.board.schema(reading);
      run.board.say(Kind.STEP, "migrations read: " + reading.verdict().sentence(), null);
      problems.addAll(
          new SchemaCheck(
                  run.plan.application(), run.plan.environment(), command.guard(), run.formerLive())
              .problems(reading));
    }
    if (!problems.isEmpty()) {
      run.board.problems(problems);
      throw stop(problems.size() + (problems.size() == 1 ? " problem" : " problems"));
    }
  }

  private MigrationFacts facts(Migrations.Command command) {
    Host host = Objects.requireNonNull(named(command.host()), command.host());
    MigrationActivities calls =
        Workflow.newActivityStub(
            MigrationActivities.class,
            ActivityPolicies.undo(host.zone(), LIMIT, "read what the migrations would do"));
    try {
      return calls.readDryRun(
          new ReadDryRun(
              run.change(),
              command,
              run.plan.layout(),
              host,
              run.plan.ssh(),
              tunnel(command),
              run.plan.secrets()));
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      throw stop(Words.of(failure));
    }
  }

  private @Nullable Host tunnel(Migrations.Command command) {
    Database database = command.dryRun() == null ? null : command.dryRun().database();
    return database == null || database.through() == null ? null : named(database.through());
  }

  private @Nullable Host named(String name) {
    return run.plan.hosts().stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static Stop stop(String why) {
    return Stop.undo(new Reason(Reason.Code.MIGRATION_REFUSED, null, why));
  }
}
