package dev.windlass.workflows.restore;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is restored and where to, frozen when it is asked for. Names of secrets, never values.
 *
 * @param tables as the backup's manifest names them; empty: all of it
 * @param safety how what the target holds is saved before; null where nobody wants that
 * @param ssh how the environment's hosts are reached
 * @param limit longest time for loading, and for each other part
 * @param emergency what is done around it, or null: only the database changes
 */
public record RestorePlan(
    String application,
    String environment,
    Chosen backup,
    Target target,
    List<String> tables,
    @Nullable BackupPlan safety,
    SshAccess ssh,
    Duration limit,
    @Nullable Emergency emergency) {

  public RestorePlan {
    tables = List.copyOf(tables);
  }

  /** The same with something done around it. */
  public RestorePlan within(Emergency around) {
    return new RestorePlan(
        application, environment, backup, target, tables, safety, ssh, limit, around);
  }

  /** What it does, for people. */
  public String summary() {
    return "restore of %s into %s%s"
        .formatted(
            backup.id(),
            target.database().name(),
            tables.isEmpty() ? "" : " (" + String.join(", ", tables) + ")");
  }

  /**
   * The backup that was chosen.
   *
   * @param takenAt when its source was read; what was written since is lost
   * @param manifest SHA-256 that its manifest must have, as the catalogue knows it
   * @param stores that hold it whole, in the order in which they are tried; at least one
   * @param identity name of the secret that has the private key; null where none is declared
   */
  public record Chosen(
      String id,
      Instant takenAt,
      String manifest,
      List<StorePlace> stores,
      @Nullable String identity) {
    public Chosen {
      stores = List.copyOf(stores);
    }
  }

  /**
   * Where it goes.
   *
   * @param name as the file has it; null for the environment's own database
   * @param database as it is declared: engine, server, name
   * @param on host whose tools restore, or null for the Windlass worker's own
   * @param tunnel host of the tunnel that the worker goes through, or null
   * @param server what the server must say that it is, or null where the file doesn't declare it
   */
  public record Target(
      @Nullable String name,
      Database database,
      @Nullable Host on,
      @Nullable Host tunnel,
      @Nullable String server) {

    /** Whether the environment lives on it, so that a restore is a change of the environment. */
    @JsonIgnore
    public boolean isOwn() {
      return name == null;
    }

    /** Whether data is loaded beside the database, and changes places with it afterwards. */
    @JsonIgnore
    public boolean isSwapped() {
      return database.engine() != Database.Engine.POSTGRESQL;
    }
  }
}
