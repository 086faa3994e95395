package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Between;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.MergedByName;
import dev.windlass.api.specification.shape.OneOrMany;
import dev.windlass.api.specification.shape.Syntax;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Drills: the database's backups are restored into a scratch database, and checked. */
public record Drills(
    @Key(
            "Server of the same engine on which drills make and drop databases; none of the declared ones, no replica.")
        Scratch scratch,
    @Key("Private key of age that opens the backups.") @Nullable SecretName identity,
    @Key("Longest time until the data is back and checked (RTO).") @Nullable Duration recoveryTime,
    @Key("Oldest that the newest backup in the last store may be (RPO).")
        @Nullable Duration dataAge,
    @Key(
            value = "Tables whose newest record must have been young when the backup was taken.",
            byDefault = "[]")
        @OneOrMany
        List<Newest> newest,
    @Key(value = "Queries by name, and what they must answer.", byDefault = "{}") @MergedByName
        SequencedMap<@Matches(Syntax.NAME) String, Answer> answers,
    @Key(
            value =
                "Each so manieth drill that passes also drills a damaged copy, which must fail; 0 for never.",
            byDefault = "4")
        @Between(min = 0, max = 1000)
        int control,
    @Key(value = "Longest time for restoring, and for checking.", byDefault = "2h") Duration limit,
    @Key(
            "When one runs by itself: daily 02:15, weekly Sun 03:30 or five fields of cron, in the time zone of backups; or a map with at. Needs a Temporal server.")
        Backups.@Nullable Schedule schedule,
    @Key(
            value =
                "Which backup those drill that run by themselves: the newest (latest), which a disaster would need, or any that the last store has (random), which also finds old ones that rot.",
            byDefault = "latest")
        Pick pick,
    @Key("Longest time without one that passed; then an alarm is told until there is one.")
        @Nullable Duration alarm) {

  /** Which backup is drilled. */
  public enum Pick {
    LATEST,
    RANDOM
  }

  /** Where drills restore. */
  public record Scratch(
      @Key("As host or host:port.") @Matches(Syntax.ADDRESS) String server,
      @Key("User who may make databases whose names begin with the prefix.")
          @Matches(Syntax.DATABASE_USER)
          String user,
      @Key("Its password.") @Nullable SecretName password,
      @Key("SSH tunnel, which ends on this host of the environment.") @Matches(Syntax.HOST)
          @Nullable String through,
      @Key(value = "Begin of the name of every scratch database.", byDefault = "windlass_drill_")
          @Matches(Syntax.SCRATCH)
          String prefix) {}

  /** The newest record of a table. */
  public record Newest(
      @Key("As table or schema.table.") @Matches(Syntax.TABLE) String table,
      @Key("Of a time.") @Matches(Syntax.COLUMN) String column,
      @Key("Longest age when the backup was taken.") Duration within) {}

  /** A query. */
  public record Answer(
      @Key("Answers one row with one column.") @Matches(Syntax.TEXT) String sql,
      @Key("What it must answer, as text.") @Matches(Syntax.TEXT) String expected) {}
}
