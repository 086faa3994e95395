package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Between;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backups that Windlass takes. */
public record Backups(
    @Key("Of the database; needs the long form of database.") @Nullable Data database,
    @Key("Of directories of a host.") @Nullable Files files,
    @Key(
            "Where they go: file:///path on the Windlass worker, sftp://user@host/path, or a map with s3. The first takes the backup, each other gets a copy; the last is the offsite copy.")
        List<BackupStore> stores,
    @Key("Without it they are kept in clear.") @Nullable Encryption encrypt,
    @Key(value = "Time zone whose days, weeks, months and years count.", byDefault = "UTC")
        @Matches(Syntax.ZONE)
        String zone,
    @Key(value = "How a backup of the database comes back.", byDefault = "{}") Restores restore) {

  /** Of the environment's database. */
  public record Data(
      @Key(value = "Only these tables; all where it is empty.", byDefault = "[]")
          List<@Matches(Syntax.TABLE) String> tables,
      @Key(
              "Host of this environment whose own tools dump it; without it the Windlass worker's do, through the database's tunnel where it has one.")
          @Matches(Syntax.HOST)
          @Nullable String on,
      @Key("How long they stay; without it, for ever.") @Nullable Keep keep,
      @Key(value = "Longest time for taking one, and for each copy.", byDefault = "2h")
          Duration limit) {}

  /** Of directories. */
  public record Files(
      @Key("Directories and files below layout.path.")
          List<@Matches(Syntax.RELATIVE_PATH) String> paths,
      @Key(value = "What is left out, e.g. *.tmp or storage/app/cache/*.", byDefault = "[]")
          List<@Matches(Syntax.LOG) String> exclude,
      @Key(value = "Hosts of which the first is read.", byDefault = "[web]")
          List<@Matches(Syntax.NAME) String> roles,
      @Key("How long they stay; without it, for ever.") @Nullable Keep keep,
      @Key(value = "Longest time for taking one, and for each copy.", byDefault = "2h")
          Duration limit) {}

  /**
   * How many stay; the newest, the last one that passed a drill and those in use stay whatever this
   * says.
   */
  public record Keep(
      @Key(value = "The last of each of so many days that have one.", byDefault = "0")
          @Between(min = 0, max = 1000)
          int daily,
      @Key(value = "The last of each of so many weeks that have one.", byDefault = "0")
          @Between(min = 0, max = 1000)
          int weekly,
      @Key(value = "The last of each of so many months that have one.", byDefault = "0")
          @Between(min = 0, max = 1000)
          int monthly,
      @Key(value = "The last of each of so many years that have one.", byDefault = "0")
          @Between(min = 0, max = 1000)
          int yearly) {}

  /** To a public key, so that who only takes backups cannot read them. */
  public record Encryption(
      @Key("Public key of age.") @Matches(Syntax.AGE_RECIPIENT) String recipient) {}
}
