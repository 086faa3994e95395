package dev.windlass.store.request;

import dev.windlass.store.database.Columns;
import dev.windlass.store.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reserved keys. */
public final class Requests {

  private final JdbcClient jdbc;

  public Requests(Database database) {
    this.jdbc = database.jdbc();
  }

  /**
   * Takes the key, or answers who has it: {@link Reservation#runId} tells whether it was started.
   *
   * @throws KeyConflictException when it stands for another request
   */
  public Reservation reserve(StartRequest wanted, Instant now) {
    jdbc.sql(
            "insert into request"
                + " (deployment, application, environment, plan_hash, operator, reserved_at)"
                + " values (:deployment, :application, :environment, :plan, :operator, :at)"
                + " on conflict do nothing")
        .param("deployment", wanted.deployment())
        .param("application", wanted.application())
        .param("environment", wanted.environment())
        .param("plan", wanted.planHash())
        .param("operator", wanted.operator())
        .param("at", Columns.time(now))
        .update();
    Reservation reservation = find(wanted.deployment()).orElseThrow();
    if (!reservation.request().equals(wanted)) {
      throw new KeyConflictException(reservation.request());
    }
    return reservation;
  }

  /** Notes the run that the key led to; the first one stays. */
  public void started(String deployment, String runId) {
    jdbc.sql("update request set run_id = :run where deployment = :deployment and run_id is null")
        .param("run", runId)
        .param("deployment", deployment)
        .update();
  }

  /** Gives the key back, for a start that was refused: nothing ran under it. */
  public void release(String deployment) {
    jdbc.sql("delete from request where deployment = :deployment and run_id is null")
        .param("deployment", deployment)
        .update();
  }

  public Optional<Reservation> find(String deployment) {
    return jdbc.sql("select * from request where deployment = :deployment")
        .param("deployment", deployment)
        .query(Requests::row)
        .optional();
  }

  private static Reservation row(ResultSet row, int number) throws SQLException {
    return new Reservation(
        new StartRequest(
            row.getString("deployment"),
            row.getString("application"),
            row.getString("environment"),
            row.getString("plan_hash"),
            row.getString("operator")),
        Columns.time(row, "reserved_at"),
        row.getString("run_id"));
  }
}
