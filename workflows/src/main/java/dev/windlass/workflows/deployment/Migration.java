package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.FleetCalls;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.migration.MigrationActivities;
import dev.windlass.workflows.migration.MigrationActivities.Migrate;
import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import dev.windlass.workflows.migration.MigrationCommands;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes the schema, once, whatever the number of hosts. */
final class Migration {

  static final String STEP = "migrate";
  static final String DOWN = "migrate-down";

  private static final Duration LIMIT = Duration.ofHours(6);

  private final Run run;
  private final DataReturn data;
  private boolean ended;

  /** Nothing was pending. Known of scripts only: what a framework did nobody tells. */
  private boolean idle;

  Migration(Run run) {
    this.run = run;
    this.data = new DataReturn(run);
  }

  void migrate(Migrations migrations, ReleaseSource.Artifact artifact) {
    new LastLook(run).at(migrations);
    run.board.enter(Phase.MIGRATING, null);
    Cron cron = run.plan.cronResting(Cron.Pause.MIGRATIONS);
    if (cron == null) {
      change(migrations, artifact);
      return;
    }
    CronRest rest = new CronRest(run, cron);
    rest.begin();
    change(migrations, artifact);
    rest.end();
  }

  private void change(Migrations migrations, ReleaseSource.Artifact artifact) {
    switch (migrations) {
      case Migrations.Scripts scripts -> apply(request(run.change(), scripts, artifact));
      case Migrations.Command command -> command(command);
    }
  }

  /**
   * On the way to an older release: what the live one migrated, with its own way down, while it is
   * still live. The way back brings the schema up again.
   */
  void takeDown(Migrations.Command command, ReleaseSource.Existing target) {
    run.board.enter(Phase.MIGRATING, null);
    List<Host> on = host(command.host());
    Change newer = run.changeTo(target.replaces(), run.former().liveRevision());
    HostJob again = job(STEP, MigrationCommands.upAgain(command));
    run.undo.add("schema", attempt -> bring(again, newer, on, attempt));
    run.schemaInDoubt(true);
    new Steps(run, newer).run(down(command), on, State.RUNNING);
    run.schemaInDoubt(false);
  }

  private void command(Migrations.Command command) {
    List<Host> on = host(command.host());
    run.undo.addTelling("schema", attempt -> undo(command, on, attempt));
    run.schemaInDoubt(true);
    HostJob change = new HostJob(STEP, MigrationCommands.change(command), LIMIT, false);
    new Steps(run).run(change, on, State.PREPARED);
    run.schemaInDoubt(false);
  }

  private List<String> undo(Migrations.Command command, List<Host> on, int attempt) {
    if (command.undo() == Migrations.Undo.RESTORE) {
      return data.bring(attempt);
    }
    if (command.undo() == Migrations.Undo.KEEP || command.down() == null) {
      run.board.say(Kind.UNDO, "the schema is kept: old code is expected to run on it", null);
      return List.of();
    }
    return bring(down(command), run.change(), on, attempt);
  }

  private List<String> bring(HostJob job, Change change, List<Host> on, int attempt) {
    List<HostRow> rows = FleetCalls.undoing(run.plan, change).run(on, job, attempt);
    run.board.settle(job.step(), rows, State.UNDONE);
    List<String> problems = HostRow.problems(job.step(), rows);
    run.schemaInDoubt(!problems.isEmpty());
    if (problems.isEmpty()) {
      run.board.say(Kind.UNDO, "schema undone", null);
    }
    return problems;
  }

  private static HostJob down(Migrations.Command command) {
    return job(DOWN, Objects.requireNonNull(MigrationCommands.down(command), "declared"));
  }

  private static HostJob job(String step, HostJob.Line line) {
    return new HostJob(step, List.of(line), LIMIT, false);
  }

  private void apply(Migrate request) {
    run.undo.addTelling("schema", attempt -> stop(request, attempt));
    run.schemaInDoubt(true);
    while (!ended) {
      try {
        MigrationReport done = calls(request, "migrate").migrate(request);
        idle = done.applied().isEmpty();
        report(done);
      } catch (ActivityFailure failure) {
        if (failure.getCause() instanceof CanceledFailure) {
          throw failure;
        }
        ended = Failures.is(failure, FailureType.MIGRATION_FAILED);
        run.schemaInDoubt(!ended);
        failed(failure);
        run.schemaInDoubt(!ended);
      }
    }
  }

  private void report(MigrationReport report) {
    ended = true;
    run.schemaInDoubt(false);
    run.board.say(Kind.STEP, words(report), null);
  }

  static String words(MigrationReport report) {
    String schema = report.after() == null ? "schema empty" : "schema at " + report.after();
    List<String> applied = report.applied();
    return schema
        + (applied.isEmpty() ? ", nothing to apply" : ", applied " + String.join(", ", applied));
  }

  /** Asks a person when nobody can know what a script did. */
  private void failed(ActivityFailure failure) {
    String words = Words.of(failure);
    if (!Failures.is(failure, FailureType.MIGRATION_UNKNOWN)) {
      throw Stop.undo(new Reason(Reason.Code.MIGRATION_FAILED, null, words));
    }
    Reason unknown = new Reason(Reason.Code.MIGRATION_UNKNOWN, null, words);
    Verb said = run.attention.ask(unknown, Verb.RETRY, Verb.SKIP, Verb.UNDO, Verb.CLOSE).verb();
    ended = said == Verb.SKIP;
  }

  /** A migration that may still run on the server is stopped there first. */
  private List<String> stop(Migrate request, int attempt) {
    if (!ended) {
      report(calls(request, "stop migration").stop(request));
    }
    switch (request.migrations().undo()) {
      case DOWN -> takeBack(request);
      case KEEP ->
          run.board.say(Kind.UNDO, "the schema is kept: old code is expected to run on it", null);
      case RESTORE -> {
        if (idle) {
          run.board.say(Kind.UNDO, "the schema is as before: nothing was applied", null);
          return List.of();
        }
        return data.bring(attempt);
      }
    }
    return List.of();
  }

  private void takeBack(Migrate request) {
    run.schemaInDoubt(true);
    List<String> back = calls(request, "take migrations down").takeDown(request).applied();
    run.schemaInDoubt(false);
    String what = back.isEmpty() ? "nothing to take down" : "took down " + String.join(", ", back);
    run.board.say(Kind.UNDO, "schema undone: " + what, null);
  }

  /** Stops what another deployment, which is no more, may have left running on the server. */
  List<String> stopOf(
      String deployment, Migrations.Scripts scripts, ReleaseSource.Artifact artifact) {
    Change ours = run.change();
    Change theirs =
        new Change(
            deployment,
            ours.number(),
            ours.application(),
            ours.environment(),
            ours.release(),
            ours.revision());
    Migrate request = request(theirs, scripts, artifact);
    report(calls(request, "stop migration").stop(request));
    return List.of();
  }

  private Migrate request(
      Change change, Migrations.Scripts scripts, ReleaseSource.Artifact artifact) {
    String through = scripts.database().through();
    Host tunnel = through == null ? null : host(through).getFirst();
    return new Migrate(change, scripts, artifact, run.plan.ssh(), tunnel, LIMIT);
  }

  private List<Host> host(String name) {
    return run.plan.hosts().stream().filter(host -> host.name().equals(name)).toList();
  }

  private static MigrationActivities calls(Migrate request, String summary) {
    @Nullable Host tunnel = request.tunnel();
    return Workflow.newActivityStub(
        MigrationActivities.class,
        ActivityPolicies.undo(tunnel == null ? null : tunnel.zone(), LIMIT, summary));
  }
}
