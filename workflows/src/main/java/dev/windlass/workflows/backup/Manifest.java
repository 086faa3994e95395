package dev.windlass.workflows.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.contract.WindlassJson;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one backup holds. It is written beside the backup after the last byte of it, readable
 * without any key, and holds no secret: a backup without a manifest is not one.
 *
 * @param format of this record; {@link #FORMAT} for what is written now
 * @param id of the backup, unique within the environment
 * @param application whose data it is
 * @param environment whose data it is
 * @param kind what was backed up
 * @param scope of which database of the environment, how much of it and why; null in manifests from
 *     before this was told, which are of the environment's own
 * @param origin where it came from, and by which tool
 * @param schemaVersion version of the schema, which the dump holds too; null where there is none,
 *     or for files
 * @param versionTable where the schema says this version, as its update scripts write it; null
 *     where it is Flyway's, and in manifests from before this was told
 * @param started when the tool was started; the data is not older
 * @param finished when the last byte was stored
 * @param objects what lies in the store, in the order in which they are read back
 * @param tables every table with its rows, also the empty ones; for files every declared directory
 * @param things what a database holds besides tables
 * @param keyIds one for each public key whose owner can open it; empty: compressed, not encrypted
 * @param timings how long each part took, in the order of their beginning
 * @param passedOver what is not in it as it was, each with the reason: files that changed while
 *     they were read, sockets; absent where there is none, and in manifests from before this was
 *     told
 */
public record Manifest(
    int format,
    String id,
    String application,
    String environment,
    Kind kind,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Scope scope,
    Origin origin,
    @Nullable String schemaVersion,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Updates versionTable,
    Instant started,
    Instant finished,
    List<StoredObject> objects,
    List<Table> tables,
    List<Thing> things,
    List<String> keyIds,
    List<Timing> timings,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> passedOver) {

  /** The format that this version writes, and the newest that it reads. */
  public static final int FORMAT = 1;

  public Manifest {
    objects = List.copyOf(objects);
    tables = List.copyOf(tables);
    things = List.copyOf(things);
    keyIds = List.copyOf(keyIds);
    timings = List.copyOf(timings);
    passedOver = passedOver == null ? List.of() : List.copyOf(passedOver);
  }

  /** What was backed up. */
  public enum Kind {
    @JsonProperty("database")
    DATABASE,
    @JsonProperty("files")
    FILES
  }

  /**
   * Of what exactly, and why.
   *
   * @param occasion why it was taken
   * @param target name of the restore target whose database it is of; null where it is of the
   *     environment's own, or of files
   * @param selected whether only the tables that the file named are in it; absent where not
   */
  public record Scope(
      Occasion occasion,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String target,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean selected) {}

  /**
   * Where the data came from.
   *
   * @param engine of the database; null for files
   * @param serverVersion as the server tells it; null for files
   * @param tool that read the data, as it was called: {@code mariadb-dump}, {@code pg_dump}, {@code
   *     tar}
   * @param toolVersion as the tool tells it
   * @param options that the tool was called with; neither its login nor the host stands here
   * @param replica whether the server follows the declared one and was read in its place; absent
   *     where not
   */
  public record Origin(
      Database.@Nullable Engine engine,
      @Nullable String serverVersion,
      String tool,
      String toolVersion,
      List<String> options,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean replica) {

    public Origin {
      options = List.copyOf(options);
    }

    /** Of the declared server itself. */
    public Origin(
        Database.@Nullable Engine engine,
        @Nullable String serverVersion,
        String tool,
        String toolVersion,
        List<String> options) {
      this(engine, serverVersion, tool, toolVersion, options, false);
    }

    /** Of files, which have no server. */
    public static Origin files(String tool, String toolVersion) {
      return new Origin(null, null, tool, toolVersion, List.of());
    }
  }

  /**
   * One object in the store.
   *
   * @param name relative to the backup's place in the store
   * @param bytes before compression and encryption
   * @param storedBytes as it lies in the store
   * @param sha256 of what lies in the store, 64 hexadecimal digits
   */
  public record StoredObject(String name, long bytes, long storedBytes, String sha256) {}

  /**
   * The rows of one table, or the entries of one directory.
   *
   * @param name as the engine quotes it: {@code orders}, {@code public.orders}
   * @param rows how many stand in the dump
   * @param digest of the very rows in the dump, in any order, after the name of its algorithm:
   *     {@code xxh3-128:…}. Two dumps of equal tables by the same tool have the same one. It finds
   *     accidents; that nobody meant harm is what sealing and {@link StoredObject#sha256} are for
   */
  public record Table(String name, long rows, String digest) {}

  /**
   * What a database holds besides tables.
   *
   * @param name as the engine quotes it; routines of PostgreSQL with their arguments
   * @param digest of its definition as the tool wrote it, without its owner; of a sequence with
   *     where it stands
   */
  public record Thing(ThingKind kind, String name, String digest) {}

  /** Kinds of things, named alike for all engines. */
  public enum ThingKind {
    @JsonProperty("view")
    VIEW,
    @JsonProperty("routine")
    ROUTINE,
    @JsonProperty("trigger")
    TRIGGER,
    @JsonProperty("event")
    EVENT,
    @JsonProperty("sequence")
    SEQUENCE
  }

  /**
   * @param part of the backup: {@code connect}, to the source and for its versions; {@code dump},
   *     until its last byte came, most of it stored meanwhile; {@code upload}, until the store had
   *     it whole. Copies in other stores come after the manifest. Older manifests have {@code take}
   *     for the last two together
   */
  public record Timing(String part, Duration took) {}

  /** Whether that file of the backup's folder is a part of it. */
  public boolean names(String file) {
    return objects.stream().anyMatch(object -> object.name().equals(file));
  }

  /** The same, which says of what exactly it is, and why. */
  public Manifest of(Scope known) {
    return new Manifest(
        format,
        id,
        application,
        environment,
        kind,
        known,
        origin,
        schemaVersion,
        versionTable,
        started,
        finished,
        objects,
        tables,
        things,
        keyIds,
        timings,
        passedOver);
  }

  /** The text that lies in the store. */
  public String text() {
    try {
      return WindlassJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("manifest of " + id, e);
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is none, or of a format that only a later version
   *     knows
   */
  public static Manifest parse(String text) {
    Manifest manifest;
    try {
      manifest = Objects.requireNonNull(WindlassJson.mapper().readValue(text, Manifest.class));
    } catch (JsonProcessingException | NullPointerException e) {
      throw new IllegalArgumentException(
          "not the manifest of a backup; take it from the other store, or another backup", e);
    }
    if (manifest.format() < 1 || manifest.format() > FORMAT) {
      throw new IllegalArgumentException(
          "backup %s: its manifest has format %d, this Windlass reads 1 to %d; use a later Windlass"
              .formatted(manifest.id(), manifest.format(), FORMAT));
    }
    return manifest;
  }
}
