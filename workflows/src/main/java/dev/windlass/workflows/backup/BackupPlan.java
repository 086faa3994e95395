package dev.windlass.workflows.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.plan.SshAccess;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is backed up and where it goes, frozen when it is asked for. Names of secrets, never values.
 *
 * @param stores at least one; the first takes the backup, the others get a copy
 * @param recipient public key that it is encrypted to, or null
 * @param keep how long backups of this source stay, or null for ever
 * @param zone time zone whose days, weeks, months and years count, such as {@code Europe/Berlin}
 * @param ssh how the source's hosts are reached
 * @param limit longest time for taking it, and for each copy
 * @param target name of the restore target whose database it is of; null where it is of the
 *     environment's own, or of files
 */
public record BackupPlan(
    String application,
    String environment,
    BackupSource source,
    List<StorePlace> stores,
    @Nullable String recipient,
    @Nullable Retention keep,
    String zone,
    SshAccess ssh,
    Duration limit,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String target) {

  public BackupPlan {
    stores = List.copyOf(stores);
    if (stores.isEmpty()) {
      throw new IllegalArgumentException("a backup without a store");
    }
  }

  /** Of what the environment itself has. */
  public BackupPlan(
      String application,
      String environment,
      BackupSource source,
      List<StorePlace> stores,
      @Nullable String recipient,
      @Nullable Retention keep,
      String zone,
      SshAccess ssh,
      Duration limit) {
    this(application, environment, source, stores, recipient, keep, zone, ssh, limit, null);
  }

  /** The same to these stores alone. */
  public BackupPlan to(List<StorePlace> others) {
    return new BackupPlan(
        application, environment, source, others, recipient, keep, zone, ssh, limit, target);
  }

  /** The same without an end to how long it stays. */
  public BackupPlan forEver() {
    return new BackupPlan(
        application, environment, source, stores, recipient, null, zone, ssh, limit, target);
  }
}
