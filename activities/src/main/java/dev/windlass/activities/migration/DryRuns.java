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
import dev.windlass.workflows.migration.safety.Advice;
import dev.windlass.workflows.migration.safety.DryRunOutput;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.migration.safety.Terms;
import dev.windlass.workflows.migration.safety.Terms.SchemaState;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Migrations.DryRun;
import dev.windlass.workflows.release.ReleaseCommands;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Asks a framework what its migrations would do, where they would run. */
final class DryRuns {

  static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Duration ASKING = Duration.ofSeconds(30);

  /** More SQL than that is data, which nobody reads. */
  private static final int MOST = 8 * 1024 * 1024;

  private static final int MOST_SAID = 800;

  /** What frameworks themselves make in an empty schema, some before they run anything. */
  private static final List<String> BOOKS = List.of("migrations", "doctrine_migration_versions");

  private static final String SOURCE = "Windlass, servers";

  private final DatabaseRoute.Opener routes;
  private final SchemaReader reader;

  DryRuns(DatabaseRoute.Opener routes, SchemaReader reader) {
    this.routes = routes;
    this.reader = reader;
  }

  MigrationFacts read(ReadDryRun request) {
    DryRun dryRun = Objects.requireNonNull(request.migrations().dryRun(), "declared");
    try {
      ToldServer server = server(request, dryRun);
      return server.target() == null
          ? unread(request, server.named())
          : read(request, server, server.target());
    } catch (SQLException e) {
      return problem("the database could not be asked for its version: " + e.getMessage());
    } catch (Unclear unclear) {
      return problem(unclear.what);
    }
  }

  private MigrationFacts read(ReadDryRun request, ToldServer server, Target target) throws Unclear {
    DryRun dryRun = Objects.requireNonNull(request.migrations().dryRun(), "declared");
    String printed = printed(request, dryRun.command(), "dry run", LIMIT);
    if (printed.getBytes(StandardCharsets.UTF_8).length >= MOST) {
      throw new Unclear("the dry run prints more than " + MOST / 1024 / 1024 + " MB");
    }
    List<Script> scripts = DryRunOutput.scripts(printed, target);
    Reading reading = reader.read(target, scripts, request.migrations(), server.schema());
    return new MigrationFacts(
        null, scripts.stream().map(Script::name).toList(), List.of(), reading);
  }

  /** Nobody reads SQL for such a server: that is no reason not to migrate, but must be known. */
  private static MigrationFacts unread(ReadDryRun request, String server) {
    Advice why =
        new Advice(
            "Nobody reads what this would do: %s is none of mariadb, mysql and postgresql."
                .formatted(server),
            "Read the pending migrations yourself.",
            SOURCE);
    return new MigrationFacts(
        null,
        List.of(),
        List.of(),
        Reading.none(
            request.migrations().up().line(),
            why,
            Terms.of(request.migrations(), SchemaState.IN_USE)));
  }

  private ToldServer server(ReadDryRun request, DryRun dryRun) throws SQLException, Unclear {
    Target declared = SchemaReader.declared(dryRun.server());
    if (declared != null) {
      return ToldServer.of(declared, SchemaState.IN_USE);
    }
    if (dryRun.database() != null) {
      return asked(request, dryRun.database());
    }
    if (dryRun.asks() == null) {
      throw new Unclear("nobody says which server the SQL is for; add server, e.g. mariadb 10.11");
    }
    String printed = printed(request, dryRun.asks(), "serverCommand", ASKING);
    ToldServer told = ToldServer.said(printed);
    if (told == null) {
      throw new Unclear(
          "serverCommand: found \"%s\", expected driver and version, e.g. mysql 10.11.6-MariaDB; mend it, or say server: mariadb 10.11"
              .formatted(told(request, printed)));
    }
    return told;
  }

  private ToldServer asked(ReadDryRun request, Database database) throws SQLException {
    try (DatabaseRoute route =
            routes.open(scope(request), database, request.ssh(), request.tunnel());
        Connection connection = route.connect(Server.of(database.engine()).plainOptions())) {
      boolean none = new Tables(connection).areNoneBut(BOOKS);
      return ToldServer.of(
          SchemaReader.target(connection, database.engine()),
          none ? SchemaState.EMPTY : SchemaState.IN_USE);
    }
  }

  private String printed(ReadDryRun request, HostCommand command, String name, Duration limit)
      throws Unclear {
    RunResult result = run(request, command, limit);
    if (!result.ending().isZero()) {
      String said = told(request, result.errors() + result.output());
      throw new Unclear(name + ": " + ending(result) + ": " + said);
    }
    return result.output();
  }

  private RunResult run(ReadDryRun request, HostCommand command, Duration limit) {
    HostJob job = new HostJob("dry run", List.of(ReleaseCommands.line(command)), limit, true);
    HostJob.Line line =
        HostJobRenderer.render(job, request.host(), request.layout(), request.change()).getFirst();
    RemoteHost remote =
        new GrantedHosts(routes.grants(), routes.hosts())
            .open(scope(request), request.ssh(), request.host());
    return remote.run(
        RemoteCommand.of(HostJobRenderer.script(line, request.layout()))
            .withTimeout(limit)
            .keeping(MOST));
  }

  private static String ending(RunResult result) {
    return result.ending() instanceof Ending.Exited(int code)
        ? "exit " + code
        : String.valueOf(result.ending());
  }

  private String told(ReadDryRun request, String said) {
    String told =
        new Unspoken(routes.grants(), scope(request), request.secrets())
            .redactor(List.of())
            .redact(said.strip());
    return told.substring(Math.max(0, told.length() - MOST_SAID));
  }

  private static Scope scope(ReadDryRun request) {
    return new Scope(request.change().application(), request.change().environment());
  }

  /** Why nothing can be read. */
  private static final class Unclear extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;

    Unclear(String what) {
      super(what);
      this.what = what;
    }
  }

  private static MigrationFacts problem(String what) {
    return new MigrationFacts(null, List.of(), List.of(what));
  }
}
