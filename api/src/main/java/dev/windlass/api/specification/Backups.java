package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
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
      @Key("Its replica, which is dumped in its place, with the same user, password and tunnel.")
          @Nullable Replica replica,
      @Key("How long they stay; without it, for ever.") @Nullable Keep keep,
      @Key(value = "Longest time for taking one, and for each copy.", byDefault = "2h")
          Duration limit,
      @Key(
              value =
                  "Whether each deployment takes one before it changes anything (true), or relies on one that is young enough, as {youngerThan: 6h}.",
              byDefault = "false")
          BeforeDeployment beforeDeployment,
      @Key(
              "When one is taken by itself: daily 02:15, weekly Sun 03:30 or five fields of cron, in the time zone below; or a map with at. Needs a Temporal server.")
          @Nullable Schedule schedule,
      @Key("Longest time without a new one; then an alarm is told until there is one.")
          @Nullable Duration alarm) {}

  /** A server that follows the database's own. */
  public record Replica(
      @Key("As host or host:port.") @Matches(Syntax.ADDRESS) String server,
      @Key(value = "Longest that it may be behind; else no backup is taken.", byDefault = "1m")
          Duration lag) {}

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
          Duration limit,
      @Key(
              value =
                  "Whether each deployment takes one before it changes anything (true), or relies on one that is young enough, as {youngerThan: 6h}.",
              byDefault = "false")
          BeforeDeployment beforeDeployment,
      @Key(
              "When one is taken by itself: daily 02:15, weekly Sun 03:30 or five fields of cron, in the time zone below; or a map with at. Needs a Temporal server.")
          @Nullable Schedule schedule,
      @Key("Longest time without a new one; then an alarm is told until there is one.")
          @Nullable Duration alarm) {}

  /** When backups are taken, or drills run, by themselves. */
  public sealed interface Schedule {

    /** When. */
    String at();

    /** So, and nothing more to say. */
    @Bare
    record Plain(@Matches(Syntax.SCHEDULE) String at) implements Schedule {}

    /** The same, with a word on how. */
    record Told(
        @Key("daily 02:15, weekly Sun 03:30 or five fields of cron.") @Matches(Syntax.SCHEDULE)
            String at,
        @Key(
                value =
                    "Each begins later by a random part of this, so that not all begin at once.",
                byDefault = "0s")
            Duration jitter,
        @Key(
                value =
                    "What becomes of one while another of its kind is running: it is left out (skip), or begins afterwards (wait).",
                byDefault = "skip")
            Overlap overlap,
        @Key(
                value = "How late one may begin that was missed while Temporal was away.",
                byDefault = "1h")
            Duration catchUp)
        implements Schedule {}
  }

  /** What becomes of one while another of its kind is running. */
  public enum Overlap {
    SKIP,
    WAIT
  }

  /** What a deployment asks for before it changes anything. */
  public sealed interface BeforeDeployment {

    /** One is taken, whatever there is; or none. */
    @Bare
    record Always(boolean taken) implements BeforeDeployment {}

    /** One that is young enough will do. */
    record YoungEnough(
        @Key("Age below which the newest one will do.") Duration youngerThan,
        @Key(
                value =
                    "What becomes of a deployment without one: it takes one (take), or changes nothing (refuse).",
                byDefault = "take")
            Otherwise otherwise)
        implements BeforeDeployment {}
  }

  /** What becomes of a deployment without a backup that is young enough. */
  public enum Otherwise {
    TAKE,
    REFUSE
  }

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
