package dev.windlass.workflows.drill;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is drilled, where and how, frozen when it is asked for. Names of secrets, never values.
 *
 * @param backup whose backups are drilled: of a database; its last store, the offsite copy, is read
 * @param identity name of the secret with the private key that opens them, or null where they are
 *     not encrypted
 * @param scratch where they are restored
 * @param production every declared database, none of which the scratch server may be
 * @param questions what the owners ask of the data
 * @param control each so manieth drill also drills a damaged copy, which must fail; 0 for never
 * @param limit longest time for restoring, and for checking
 */
public record DrillPlan(
    BackupPlan backup,
    @Nullable String identity,
    Scratch scratch,
    List<Production> production,
    List<DataQuestion> questions,
    Objectives objectives,
    int control,
    Duration limit) {

  public DrillPlan {
    production = List.copyOf(production);
    questions = List.copyOf(questions);
    if (production.isEmpty()) {
      throw new IllegalArgumentException("a drill that knows of no production to keep away from");
    }
  }

  /** The store that is read: where the backup would be when all else is gone. */
  public StorePlace offsite() {
    return backup.stores().getLast();
  }

  /**
   * A server on which drills may make and drop databases.
   *
   * @param server with the database that one is connected to while making another
   * @param through host of the tunnel, or null
   * @param prefix that the name of every scratch database begins with
   */
  public record Scratch(Database server, @Nullable Host through, String prefix) {}

  /**
   * A declared database that must not be the scratch server's.
   *
   * @param application whose it is
   * @param environment whose it is
   * @param through host of the tunnel, or null
   * @param ssh how that host is reached
   */
  public record Production(
      String application,
      String environment,
      Database database,
      @Nullable Host through,
      SshAccess ssh) {

    @Override
    public String toString() {
      return "%s %s's %s at %s:%d"
          .formatted(application, environment, database.name(), database.host(), database.port());
    }
  }

  /**
   * What was promised to the business; null is no promise.
   *
   * @param recoveryTime longest time until the data is back and checked (RTO)
   * @param dataAge longest time whose writes may be lost (RPO)
   */
  public record Objectives(@Nullable Duration recoveryTime, @Nullable Duration dataAge) {}
}
