package dev.windlass.activities.backup;

import dev.windlass.activities.backup.dump.Endpoint;
import dev.windlass.activities.backup.dump.HostTools;
import dev.windlass.activities.backup.dump.ToolRunner;
import dev.windlass.activities.backup.dump.WorkerTools;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.plan.Database;
import org.jspecify.annotations.Nullable;

/**
 * A database's own tools, and the database as it is seen from where they run.
 *
 * @param runner on the database's side or on the Windlass worker
 */
public record EngineTools(ToolRunner runner, Endpoint endpoint) {

  /**
   * Of the database that the route leads to.
   *
   * @param on host whose tools are used, or null for the worker's own
   */
  public static EngineTools of(DatabaseRoute route, @Nullable RemoteHost on) {
    return on == null
        ? new EngineTools(new WorkerTools(), endpoint(route.here(), route))
        : new EngineTools(new HostTools(on), endpoint(route.there(), route));
  }

  private static Endpoint endpoint(DatabaseRoute.Place place, DatabaseRoute route) {
    Database database = route.database();
    return new Endpoint(
        database.engine(),
        place.host(),
        place.port(),
        database.name(),
        database.user(),
        route.password());
  }

  /** The same for another database of that server. */
  public EngineTools of(String database) {
    return new EngineTools(
        runner,
        new Endpoint(
            endpoint.engine(),
            endpoint.host(),
            endpoint.port(),
            database,
            endpoint.user(),
            endpoint.password()));
  }
}
