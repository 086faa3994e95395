package dev.windlass.activities.migration;

import dev.windlass.activities.artifact.ArtifactSource;
import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.engine.AtOnce;
import dev.windlass.activities.engine.LogContext;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.migration.Tries.Try;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.migration.MigrationActivities;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flyway's scripts and update scripts, once per database. */
public final class MigrationActivitiesImpl implements MigrationActivities {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.migration");
  private static final Duration LOOK_LIMIT = Duration.ofMinutes(1);

  private final DatabaseRoute.Opener routes;
  private final ArtifactSource artifacts;
  private final MeterRegistry meters;
  private final Tries tries = new Tries();
  private final SchemaReader reader = new SchemaReader(Clock.systemUTC());

  public MigrationActivitiesImpl(
      DatabaseRoute.Opener routes, ArtifactSource artifacts, MeterRegistry meters) {
    this.routes = routes;
    this.artifacts = artifacts;
    this.meters = meters;
  }

  @Override
  public MigrationFacts inspect(InspectMigrations request) {
    try {
      return AtOnce.beating().one(LOOK_LIMIT, () -> look(request));
    } catch (FlywayException | IllegalArgumentException e) {
      return new MigrationFacts(null, List.of(), List.of(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      throw ActivityFailures.of(e);
    }
  }

  /** Changes nothing; for the preflight, which beats for itself. */
  public MigrationFacts look(InspectMigrations request) {
    Scope scope = new Scope(request.application(), request.environment());
    Migrations.Scripts wanted = request.migrations();
    Server server = Server.of(wanted.database().engine());
    try (ScriptsArchive scripts = scripts(request.artifact(), wanted);
        DatabaseRoute route =
            routes.open(scope, wanted.database(), request.ssh(), request.tunnel());
        Connection connection = route.connect(server.plainOptions())) {
      FluentConfiguration flyway = FlywayRun.configuration(route, server.plainOptions(), scripts);
      Updates updates = Updates.of(connection, wanted);
      return updates == null
          ? new SchemaLook(connection, flyway.load(), wanted).facts(scripts, reader)
          : updates.facts(scripts, flyway, reader);
    } catch (SQLException e) {
      return new MigrationFacts(
          null, List.of(), List.of(address(wanted) + ": " + String.valueOf(e.getMessage())));
    }
  }

  @Override
  public MigrationFacts readDryRun(ReadDryRun request) {
    try (LogContext _ = LogContext.of(request.change())) {
      return AtOnce.beating().one(DryRuns.LIMIT, () -> new DryRuns(routes, reader).read(request));
    } catch (RuntimeException e) {
      throw ActivityFailures.of(e);
    }
  }

  @Override
  public MigrationReport migrate(Migrate request) {
    Change change = request.change();
    Try running =
        tries.follow(
            change.deployment() + " on " + address(request.migrations()),
            begun -> inContext(change, () -> apply(request, begun)));
    try (LogContext _ = LogContext.of(change)) {
      MigrationReport report =
          AtOnce.beatingWith(running::now).one(request.limit(), running::await);
      LOG.info("applied {}", report.applied());
      meters.counter("windlass.migrations", "result", "applied").increment(report.applied().size());
      return report;
    } catch (RuntimeException e) {
      if (!Tries.isGivenUp(e)) {
        meters.counter("windlass.migrations", "result", "failed").increment();
        running.stop();
        endOwn(request, running);
      }
      throw ActivityFailures.of(e);
    }
  }

  private static <R> R inContext(Change change, Supplier<R> work) {
    try (LogContext _ = LogContext.of(change)) {
      return work.get();
    }
  }

  /** Interrupting a thread stops no statement; the server must end it. */
  private void endOwn(Migrate request, Try running) {
    if (running.connection() == 0) {
      return;
    }
    try {
      withDatabase(
          request,
          (server, route, connection) -> {
            FlywayRun.endOwn(server, connection, row(connection, request), running.connection());
            return true;
          });
    } catch (RuntimeException e) {
      LOG.warn("what still runs on the database could not be ended: {}", e.getMessage());
    }
  }

  @Override
  public MigrationReport stop(Migrate request) {
    try {
      return AtOnce.beating()
          .one(
              LOOK_LIMIT,
              () ->
                  withDatabase(
                      request,
                      (server, route, connection) -> {
                        Journal journal = journal(connection, request);
                        journal.raiseFence(request.change().number());
                        FlywayRun.endOld(server, connection, row(connection, request));
                        Journal.Row row = journal.read();
                        boolean ours = row.deployment().equals(request.change().deployment());
                        if (ours) {
                          journal.history().refuseBegun(row);
                          return report(connection, request, row);
                        }
                        return new MigrationReport(null, null, List.of());
                      }));
    } catch (RuntimeException e) {
      throw ActivityFailures.of(e);
    }
  }

  @Override
  public MigrationReport takeDown(Migrate request) {
    try (LogContext _ = LogContext.of(request.change())) {
      return AtOnce.beating().one(request.limit(), () -> takenDown(request));
    } catch (RuntimeException e) {
      throw ActivityFailures.of(e);
    }
  }

  private MigrationReport takenDown(Migrate request) {
    Change change = request.change();
    return withDatabase(
        request,
        (server, route, connection) -> {
          Journal journal = journal(connection, request);
          Journal.Row row = journal.read();
          if (!row.deployment().equals(change.deployment())) {
            return new MigrationReport(
                null, version(journal, Updates.of(connection, request.migrations())), List.of());
          }
          FlywayRun.endOld(server, connection, row);
          journal.history().refuseBegun(row);
          Updates updates = Updates.of(connection, request.migrations());
          String before = version(journal, updates);
          Progress progress = new Progress(journal, change, server);
          List<String> options = server.options(request.migrations(), change.deployment());
          try (ScriptsArchive scripts = scripts(request.artifact(), request.migrations());
              TakeDown down =
                  TakeDown.of(journal.history(), row, scripts.down(), change.number())) {
            if (!down.isEmpty()) {
              down.run(FlywayRun.configuration(route, options, scripts), progress, updates);
            }
            return new MigrationReport(before, version(journal, updates), down.takenBack());
          } catch (FlywayException e) {
            throw MigrationFailures.of(e, progress);
          }
        });
  }

  private static @Nullable String version(Journal journal, @Nullable Updates updates)
      throws SQLException {
    return updates == null ? journal.history().version() : updates.now();
  }

  private MigrationReport apply(Migrate request, Try begun) {
    return withDatabase(
        request,
        (server, route, connection) -> {
          String readOnly = server.notWritable(connection);
          if (readOnly != null) {
            throw Failures.of(
                FailureType.INVALID, address(request.migrations()) + ": the database " + readOnly);
          }
          FlywayRun.endOld(server, connection, row(connection, request));
          Journal journal = journal(connection, request);
          Journal.Row row = journal.read();
          if (row.fence() > request.change().number()) {
            throw Failures.of(
                FailureType.FENCED,
                "a later deployment, number " + row.fence() + ", has migrated this database");
          }
          journal.history().refuseBegun(row);
          try (ScriptsArchive scripts = scripts(request.artifact(), request.migrations())) {
            new MigrationRun(request, route, journal, begun::tells).of(scripts);
          }
          Verified.require(connection, request.migrations().verify());
          return report(connection, request, journal.read());
        });
  }

  private interface Work<R> {
    R on(Server server, DatabaseRoute route, Connection connection) throws SQLException;
  }

  private <R> R withDatabase(Migrate request, Work<R> work) {
    Change change = request.change();
    Server server = Server.of(request.migrations().database().engine());
    try (DatabaseRoute route =
            routes.open(
                new Scope(change.application(), change.environment()),
                request.migrations().database(),
                request.ssh(),
                request.tunnel());
        Connection connection = route.connect(server.plainOptions())) {
      return work.on(server, route, connection);
    } catch (SQLException e) {
      throw MigrationFailures.connecting(address(request.migrations()), e);
    }
  }

  private static Journal journal(Connection connection, Migrate request) {
    return new Journal(History.of(connection, request.migrations()));
  }

  private static MigrationReport report(Connection connection, Migrate request, Journal.Row row)
      throws SQLException {
    Updates updates = Updates.of(connection, request.migrations());
    return updates == null
        ? History.of(connection, request.migrations()).report(row)
        : updates.report(row);
  }

  /** The journal's row, or one of this deployment before there is a journal. */
  private static Journal.Row row(Connection connection, Migrate request) throws SQLException {
    Journal.Row row = journal(connection, request).read();
    String deployment = request.change().deployment();
    return row.deployment().equals(deployment)
        ? row
        : new Journal.Row(row.fence(), deployment, 0, null, 0, "", 0);
  }

  private ScriptsArchive scripts(ReleaseSource.Artifact artifact, Migrations.Scripts wanted) {
    return ScriptsArchive.open(artifacts.fetch(artifact.digest()), artifact.form(), wanted);
  }

  private static String address(Migrations.Scripts scripts) {
    return scripts.database().host() + "/" + scripts.database().name();
  }
}
