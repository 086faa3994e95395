package dev.windlass.api.plan;

import dev.windlass.api.specification.Backups;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Restores;
import dev.windlass.api.specification.Specification;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import dev.windlass.workflows.restore.RestorePlan;
import dev.windlass.workflows.restore.RestorePlan.Chosen;
import dev.windlass.workflows.restore.RestorePlan.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Restores of an environment's database in the words of a plan. */
public final class RestorePlans {

  private final Specification specification;
  private final String name;
  private final Environment environment;
  private final Backups backups;

  private RestorePlans(Specification specification, String name, Backups backups) {
    this.specification = specification;
    this.name = name;
    this.environment = specification.environment(name);
    this.backups = backups;
  }

  /**
   * Of this environment; empty where the file declares no backup of its database.
   *
   * @param name of the environment, which the specification has
   */
  public static Optional<RestorePlans> of(Specification specification, String name) {
    Backups backups = specification.environment(name).backups();
    return backups == null || backups.database() == null
        ? Optional.empty()
        : Optional.of(new RestorePlans(specification, name, backups));
  }

  /**
   * A backup as the catalogue knows it.
   *
   * @param manifest SHA-256 of its manifest
   * @param stores addresses of those that hold it whole
   */
  public record Known(String id, Instant takenAt, String manifest, List<String> stores) {}

  /** Names of the declared targets, without the environment's own database. */
  public List<String> targets() {
    return List.copyOf(backups.restore().targets().keySet());
  }

  /**
   * The plan.
   *
   * @param to name of a declared target, one of {@link #targets}; null for the environment's own
   *     database
   * @param tables as the backup's manifest names them; empty: all
   * @throws IllegalArgumentException when no declared store has the backup
   */
  public RestorePlan plan(Known backup, @Nullable String to, List<String> tables) {
    List<StorePlace> stores =
        backups.stores().stream()
            .map(BackupPlans::place)
            .filter(store -> backup.stores().contains(store.address()))
            .toList();
    if (stores.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is in %s; the file declares none of them under backups.stores, or by another address"
              .formatted(backup.id(), String.join(", ", backup.stores())));
    }
    Target target = target(to);
    Restores restore = backups.restore();
    return new RestorePlan(
        specification.application(),
        name,
        new Chosen(
            backup.id(),
            backup.takenAt(),
            backup.manifest(),
            stores,
            restore.identity() == null ? null : restore.identity().secret()),
        target,
        tables,
        safety(target),
        ssh(),
        limit(),
        null);
  }

  private Target target(@Nullable String to) {
    Restores.Target other = to == null ? null : backups.restore().targets().get(to);
    if (to != null && other == null) {
      throw new IllegalArgumentException("no target " + to);
    }
    Database database =
        DataParts.database(other == null ? environment.database() : other.database());
    Backups.Data data = backups.database();
    String on = other == null ? data == null ? null : data.on() : other.on();
    return new Target(
        to,
        database,
        host(on),
        on == null ? host(database.through()) : null,
        other == null ? backups.restore().server() : other.server());
  }

  /** All of the target, whatever is restored; it stays until somebody removes it. */
  private BackupPlan safety(Target target) {
    return new BackupPlan(
        specification.application(),
        name,
        new BackupSource.Data(
            target.database(),
            target.on(),
            target.tunnel(),
            List.of(),
            null,
            new DataParts(environment).versions()),
        backups.stores().stream().map(BackupPlans::place).toList(),
        backups.encrypt() == null ? null : backups.encrypt().recipient(),
        null,
        backups.zone(),
        ssh(),
        limit(),
        target.name());
  }

  private Duration limit() {
    Backups.Data data = backups.database();
    return data == null ? Duration.ofHours(2) : data.limit();
  }

  private SshAccess ssh() {
    return new PlanParts(specification, environment).ssh();
  }

  private @Nullable Host host(@Nullable String wanted) {
    return new PlanParts(specification, environment)
        .hosts().stream().filter(host -> host.name().equals(wanted)).findFirst().orElse(null);
  }
}
