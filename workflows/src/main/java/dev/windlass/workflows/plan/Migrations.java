package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.windlass.workflows.migration.safety.MigrationKind;
import dev.windlass.workflows.migration.safety.Waiver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the schema changes, once per database however many hosts there are. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Migrations.Scripts.class, name = "flyway"),
  @JsonSubTypes.Type(value = Migrations.Command.class, name = "command")
})
public sealed interface Migrations {

  Undo undo();

  /** What must hold before the schema changes; null where the file asks for nothing special. */
  @Nullable Guard guard();

  /**
   * What must hold before the schema changes.
   *
   * @param waive findings that somebody vouches for
   * @param allow the strictest kind of change that may run, or null for any
   * @param drill a change that loses rows needs a backup that passed a drill within this time; null
   *     where none is asked for
   * @param backup a change of what is there needs a backup; null where none is asked for
   */
  record Guard(
      List<Waiver> waive,
      @Nullable MigrationKind allow,
      @Nullable Duration drill,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Fresh backup) {
    public Guard {
      waive = List.copyOf(waive);
    }

    /** Without a wish for a young backup. */
    public Guard(List<Waiver> waive, @Nullable MigrationKind allow, @Nullable Duration drill) {
      this(waive, allow, drill, null);
    }
  }

  /**
   * A backup that must be there.
   *
   * @param within its age at most
   * @param secured whether each deployment takes one, or relies on one as young, before it changes
   *     anything; it does not where nothing is live
   */
  record Fresh(Duration within, boolean secured) {}

  /** What undoing does to the schema. */
  enum Undo {
    /** Nothing: old code is expected to run on the new schema. */
    KEEP,
    /** The declared down command runs, or the declared down scripts. */
    DOWN,
    /**
     * The database is restored from the backup that the deployment itself took: by itself only
     * where nobody can have written since, else a person is asked.
     */
    RESTORE
  }

  /**
   * Scripts of the release's artifact, which Flyway runs.
   *
   * @param locations directories inside the release
   * @param lockTimeout longest wait for a lock of one statement, or null for the server's own
   * @param updates set where they are plain update scripts, and not Flyway's own
   */
  record Scripts(
      Database database,
      List<String> locations,
      @Nullable Duration lockTimeout,
      @Nullable Duration statementTimeout,
      Undo undo,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Guard guard,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Care care,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Updates updates)
      implements Migrations {
    public Scripts {
      locations = List.copyOf(locations);
    }

    /** How often a script that waited too long for a lock begins again. */
    public int lockRetries() {
      return care == null ? 0 : care.lockRetries();
    }

    /** What the schema is asked once it is migrated. */
    public List<Verify> verify() {
      return care == null ? List.of() : care.verify();
    }

    /** What a schema without tables is filled with. */
    public List<String> seed() {
      return care == null || care.seed() == null ? List.of() : care.seed();
    }

    /** Without a guard. */
    public Scripts(
        Database database,
        List<String> locations,
        @Nullable Duration lockTimeout,
        @Nullable Duration statementTimeout,
        Undo undo) {
      this(database, locations, lockTimeout, statementTimeout, undo, null, null, null);
    }
  }

  /**
   * Scripts that each bring the schema from one version to the next, by the name {@code
   * NN_update_vA_vB.sql}; the schema itself says which version it has.
   *
   * @param table with one row
   * @param column of the version
   */
  record Updates(String table, String column) {}

  /**
   * How scripts are run beyond running them.
   *
   * @param lockRetries how often a script that waited too long for a lock begins again, where
   *     nothing of it was done
   * @param verify what the schema is asked afterwards
   * @param down directory of the release with a {@code U…} for each {@code V…}, or null
   * @param seed files of the release that run once, in order, behind the migrations that made the
   *     schema; null where there are none
   */
  record Care(
      int lockRetries,
      List<Verify> verify,
      @Nullable String down,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> seed) {
    public Care {
      verify = List.copyOf(verify);
      seed = seed == null ? null : List.copyOf(seed);
    }

    /** Without first rows. */
    public Care(int lockRetries, List<Verify> verify, @Nullable String down) {
      this(lockRetries, verify, down, null);
    }
  }

  /**
   * @param expected first column of the first row, as text
   */
  record Verify(String sql, String expected) {}

  /**
   * The framework's own migrations, on one host.
   *
   * @param host name of the host that runs them
   * @param status prints what is pending, read only; null when the framework has none
   * @param down takes the last batch back; null when there is none
   * @param validate fails where the schema isn't what the release expects; null when nobody asks
   */
  record Command(
      String host,
      HostCommand up,
      @Nullable HostCommand status,
      @Nullable HostCommand down,
      Undo undo,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Guard guard,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DryRun dryRun,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HostCommand validate)
      implements Migrations {

    /** Whose schema nobody validates. */
    public Command(
        String host,
        HostCommand up,
        @Nullable HostCommand status,
        @Nullable HostCommand down,
        Undo undo,
        @Nullable Guard guard,
        @Nullable DryRun dryRun) {
      this(host, up, status, down, undo, guard, dryRun, null);
    }

    /** That nobody looks into before it runs. */
    public Command(
        String host,
        HostCommand up,
        @Nullable HostCommand status,
        @Nullable HostCommand down,
        Undo undo) {
      this(host, up, status, down, undo, null, null);
    }
  }

  /**
   * How a framework's migrations are read before they run.
   *
   * @param command prints the SQL of what is pending
   * @param database that is asked for its version, or null where Windlass cannot reach it
   * @param server engine and version that the SQL is for where no database is asked, e.g. {@code
   *     mariadb 10.11}; or null
   * @param asks prints driver and version of the server where the file says neither of them; null
   *     where it does
   */
  record DryRun(
      HostCommand command,
      @Nullable Database database,
      @Nullable String server,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HostCommand asks) {

    /** For a server that the file names, or its database. */
    public DryRun(HostCommand command, @Nullable Database database, @Nullable String server) {
      this(command, database, server, null);
    }
  }
}
