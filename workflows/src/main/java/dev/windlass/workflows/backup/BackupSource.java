package dev.windlass.workflows.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations.Updates;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a backup is of. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BackupSource.Data.class, name = "database"),
  @JsonSubTypes.Type(value = BackupSource.Files.class, name = "files")
})
public sealed interface BackupSource {

  /** For people, and part of ids: {@code database} or {@code files}. */
  String kind();

  /**
   * A database, dumped by the engine's own tool.
   *
   * @param on host whose tool dumps it, or null for the Windlass worker's own
   * @param tunnel host of the tunnel that the worker's own tool goes through, or null
   * @param tables only these, or empty for all
   * @param replica that is read in place of the database; null where it is read itself
   * @param versions where the schema says its version, as its update scripts write it; null where
   *     that is Flyway's to say
   */
  record Data(
      Database database,
      @Nullable Host on,
      @Nullable Host tunnel,
      List<String> tables,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Replica replica,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Updates versions)
      implements BackupSource {
    public Data {
      tables = List.copyOf(tables);
    }

    /** That is read itself, and knows no version but Flyway's. */
    public Data(Database database, @Nullable Host on, @Nullable Host tunnel, List<String> tables) {
      this(database, on, tunnel, tables, null, null);
    }

    /** The database as it is read: on its own server, or on the replica. */
    public Database read() {
      return replica == null
          ? database
          : new Database(
              database.engine(),
              replica.host(),
              replica.port(),
              database.name(),
              database.user(),
              database.password(),
              database.through());
    }

    @Override
    public String kind() {
      return "database";
    }
  }

  /**
   * A server that follows the database's own, with the same login.
   *
   * @param lag longest that it may be behind
   */
  record Replica(String host, int port, Duration lag) {}

  /**
   * Directories of a host.
   *
   * @param root what the paths are relative to
   * @param paths below the root
   * @param exclusions globs, relative to the root
   */
  record Files(Host on, String root, List<String> paths, List<String> exclusions)
      implements BackupSource {
    public Files {
      paths = List.copyOf(paths);
      exclusions = List.copyOf(exclusions);
    }

    @Override
    public String kind() {
      return "files";
    }
  }
}
