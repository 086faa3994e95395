package dev.windlass.activities.migration;

import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.grant.Unspoken;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.MigrationActivities.ReadDryRun;
import dev.windlass.workflows.migration.safety.DryRunOutput;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.migration.safety.Terms.SchemaState;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations.DryRun;
import dev.windlass.workflows.release.ReleaseCommands;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a framework what its migrations would do, where they would run. */
final class DryRuns {

  static final Duration LIMIT = Duration.ofMinutes(5);

  /** More SQL than that is data, which nobody reads. */
  private static final int MOST = 8 * 1024 * 1024;

  private static final int MOST_SAID = 800;

  private final DatabaseRoute.Opener routes;
  private final SchemaReader reader;

  DryRuns(DatabaseRoute.Opener routes, SchemaReader reader) {
    this.routes = routes;
    this.reader = reader;
  }

  MigrationFacts read(ReadDryRun request) {
    DryRun dryRun = Objects.requireNonNull(request.migrations().dryRun(), "declared");
    Target target;
    try {
      target = target(request, dryRun);
    } catch (SQLException e) {
      return problem("the database could not be asked for its version: " + e.getMessage());
    }
    if (target == null) {
      return problem("nobody says which server the SQL is for; add server, e.g. mariadb 10.11");
    }
    RunResult result = run(request, dryRun);
    if (!result.ending().isZero()) {
      return problem("dry run: " + ending(result) + ": " + said(request, result));
    }
    if (result.output().getBytes(StandardCharsets.UTF_8).length >= MOST) {
      return problem("the dry run prints more than " + MOST / 1024 / 1024 + " MB");
    }
    List<Script> scripts = DryRunOutput.scripts(result.output(), target);
    Reading reading = reader.read(target, scripts, request.migrations(), SchemaState.IN_USE);
    return new MigrationFacts(
        null, scripts.stream().map(Script::name).toList(), List.of(), reading);
  }

  private @Nullable Target target(ReadDryRun request, DryRun dryRun) throws SQLException {
    Target declared = SchemaReader.declared(dryRun.server());
    Database database = dryRun.database();
    if (declared != null || database == null) {
      return declared;
    }
    try (DatabaseRoute route =
            routes.open(scope(request), database, request.ssh(), request.tunnel());
        Connection connection = route.connect(Server.of(database.engine()).plainOptions())) {
      return SchemaReader.target(connection, database.engine());
    }
  }

  private RunResult run(ReadDryRun request, DryRun dryRun) {
    HostJob job =
        new HostJob("dry run", List.of(ReleaseCommands.line(dryRun.command())), LIMIT, true);
    HostJob.Line line =
        HostJobRenderer.render(job, request.host(), request.layout(), request.change()).getFirst();
    RemoteHost remote =
        new GrantedHosts(routes.grants(), routes.hosts())
            .open(scope(request), request.ssh(), request.host());
    return remote.run(
        RemoteCommand.of(HostJobRenderer.script(line, request.layout()))
            .withTimeout(LIMIT)
            .keeping(MOST));
  }

  private static String ending(RunResult result) {
    return result.ending() instanceof Ending.Exited(int code)
        ? "exit " + code
        : String.valueOf(result.ending());
  }

  private String said(ReadDryRun request, RunResult result) {
    String all = (result.errors() + result.output()).strip();
    String told =
        new Unspoken(routes.grants(), scope(request), request.secrets())
            .redactor(List.of())
            .redact(all);
    return told.substring(Math.max(0, told.length() - MOST_SAID));
  }

  private static Scope scope(ReadDryRun request) {
    return new Scope(request.change().application(), request.change().environment());
  }

  private static MigrationFacts problem(String what) {
    return new MigrationFacts(null, List.of(), List.of(what));
  }
}
