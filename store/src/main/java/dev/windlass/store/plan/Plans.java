package dev.windlass.store.plan;

import dev.windlass.store.database.Columns;
import dev.windlass.store.database.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Plans. The same plan again stays the first one's. */
public final class Plans {

  private final JdbcClient jdbc;

  public Plans(Database database) {
    this.jdbc = database.jdbc();
  }

  /** Keeps the plan under its hash, which is returned. */
  public String put(DeploymentPlan plan, String createdBy, Instant createdAt) {
    String hash = PlanHash.of(plan);
    jdbc.sql(
            "insert into plan (hash, application, environment, json, created_by, created_at)"
                + " values (:hash, :application, :environment, :json, :by, :at)"
                + " on conflict do nothing")
        .param("hash", hash)
        .param("application", plan.application())
        .param("environment", plan.environment())
        .param("json", Columns.json(plan))
        .param("by", createdBy)
        .param("at", Columns.time(createdAt))
        .update();
    return hash;
  }

  /**
   * The plans of this application whose hash begins so: none, one, or several when the beginning is
   * too short; at most three.
   */
  public List<StoredPlan> find(String application, String hashPrefix) {
    return jdbc.sql(
            "select * from plan where application = :application"
                + " and substring(hash from 1 for :length) = :prefix"
                + " order by created_at desc fetch first 3 rows only")
        .param("application", application)
        .param("length", hashPrefix.length())
        .param("prefix", hashPrefix)
        .query(Plans::row)
        .list();
  }

  /** The newest plans of this application, newest first. */
  public List<StoredPlan> newest(String application, int limit) {
    return jdbc.sql(
            "select * from plan where application = :application"
                + " order by created_at desc, hash fetch first :limit rows only")
        .param("application", application)
        .param("limit", limit)
        .query(Plans::row)
        .list();
  }

  private static StoredPlan row(ResultSet row, int number) throws SQLException {
    return new StoredPlan(
        row.getString("hash"),
        Columns.json(DeploymentPlan.class, row.getString("json")),
        row.getString("created_by"),
        Columns.time(row, "created_at"));
  }
}
