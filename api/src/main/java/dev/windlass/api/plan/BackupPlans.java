package dev.windlass.api.plan;

import dev.windlass.api.specification.BackupStore;
import dev.windlass.api.specification.Backups;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Migrations;
import dev.windlass.api.specification.Restores;
import dev.windlass.api.specification.Specification;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.Retention;
import dev.windlass.workflows.backup.StoreAddress;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.plan.Backup;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.HostCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The backups of an environment in the words of a plan. */
public final class BackupPlans {

  private final Specification specification;
  private final String name;
  private final Environment environment;

  /**
   * @param name of the environment, which the specification has
   */
  public BackupPlans(Specification specification, String name) {
    this.specification = specification;
    this.name = name;
    this.environment = specification.environment(name);
  }

  /** Of the database; empty where the file declares none. */
  public Optional<BackupPlan> database() {
    Backups backups = environment.backups();
    Backups.Data data = backups == null ? null : backups.database();
    if (backups == null || data == null) {
      return Optional.empty();
    }
    Database database = new DataParts(environment).database();
    BackupSource source =
        new BackupSource.Data(
            database,
            host(data.on()),
            data.on() == null ? host(database.through()) : null,
            data.tables(),
            replica(data.replica(), database.engine()),
            new DataParts(environment).versions());
    return Optional.of(plan(backups, source, data.keep(), data.limit()));
  }

  private static BackupSource.@Nullable Replica replica(
      Backups.@Nullable Replica declared, Database.Engine engine) {
    if (declared == null) {
      return null;
    }
    String[] place = declared.server().split(":", 2);
    int port = place.length == 2 ? Integer.parseInt(place[1]) : DataParts.usualPort(engine);
    return new BackupSource.Replica(place[0], port, declared.lag());
  }

  /** Of the files; empty where the file declares none. */
  public Optional<BackupPlan> files() {
    Backups backups = environment.backups();
    Backups.Files files = backups == null ? null : backups.files();
    if (backups == null || files == null) {
      return Optional.empty();
    }
    String on = first(files.roles());
    BackupSource source =
        new BackupSource.Files(
            Objects.requireNonNull(host(on)),
            environment.layout().path(),
            files.paths(),
            files.exclude());
    return Optional.of(plan(backups, source, files.keep(), files.limit()));
  }

  /** What a deployment backs up before it changes anything; null where that is nothing. */
  public @Nullable Backup beforeDeployment() {
    Backups backups = environment.backups();
    List<Backup.Own> own = new ArrayList<>();
    if (backups != null && backups.database() != null) {
      own(backups.database().beforeDeployment(), database())
          .map(one -> withTheWayBack(one, backups.restore()))
          .ifPresent(own::add);
    }
    if (backups != null && backups.files() != null) {
      own(backups.files().beforeDeployment(), files()).ifPresent(own::add);
    }
    dev.windlass.api.specification.Backup command = environment.backup();
    if (command == null) {
      return own.isEmpty() ? null : new Backup(null, null, own);
    }
    return new Backup(
        first(command.roles()),
        new HostCommand("backup", command.command(), command.as(), List.of()),
        own.isEmpty() ? null : own);
  }

  /** Only where that is what undoes a migration: other plans need not know of keys. */
  private Backup.Own withTheWayBack(Backup.Own own, Restores restore) {
    Migrations migrations = environment.migrations();
    if (migrations == null || migrations.undo() != Migrations.Undo.RESTORE) {
      return own;
    }
    Backup.Back back =
        new Backup.Back(
            restore.identity() == null ? null : restore.identity().secret(), restore.server());
    return new Backup.Own(own.plan(), own.youngerThan(), own.otherwise(), back);
  }

  private static Optional<Backup.Own> own(
      Backups.BeforeDeployment wanted, Optional<BackupPlan> plan) {
    return switch (wanted) {
      case Backups.BeforeDeployment.Always always ->
          plan.filter(_ -> always.taken())
              .map(taken -> new Backup.Own(taken, null, Backup.Otherwise.TAKE));
      case Backups.BeforeDeployment.YoungEnough(
              Duration youngerThan,
              Backups.Otherwise otherwise) ->
          plan.map(taken ->
              new Backup.Own(taken, youngerThan, Backup.Otherwise.valueOf(otherwise.name())));
    };
  }

  private String first(List<String> roles) {
    return roles.stream()
        .flatMap(role -> environment.hosts(role).stream())
        .findFirst()
        .orElseThrow();
  }

  private BackupPlan plan(
      Backups backups, BackupSource source, Backups.@Nullable Keep keep, Duration limit) {
    return new BackupPlan(
        specification.application(),
        name,
        source,
        backups.stores().stream().map(BackupPlans::place).toList(),
        backups.encrypt() == null ? null : backups.encrypt().recipient(),
        keep == null
            ? null
            : new Retention(keep.daily(), keep.weekly(), keep.monthly(), keep.yearly()),
        backups.zone(),
        parts().ssh(),
        limit);
  }

  /** A declared store in the words of a plan. */
  public static StorePlace place(BackupStore store) {
    String address = StoreAddress.parse(store.address()).text();
    return switch (store) {
      case BackupStore.Plain _ -> new StorePlace(address, null, null, null);
      case BackupStore.Sftp sftp -> new StorePlace(address, sftp.key(), null, null);
      case BackupStore.S3 s3 ->
          new StorePlace(address, null, s3.accessKey().secret(), s3.secretKey().secret());
    };
  }

  private @Nullable Host host(@Nullable String wanted) {
    List<Host> hosts = parts().hosts();
    return hosts.stream().filter(host -> host.name().equals(wanted)).findFirst().orElse(null);
  }

  private PlanParts parts() {
    return new PlanParts(specification, environment);
  }
}
