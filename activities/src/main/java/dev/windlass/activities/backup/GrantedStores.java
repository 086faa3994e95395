package dev.windlass.activities.backup;

import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.backup.store.DirectoryStore;
import dev.windlass.activities.backup.store.S3Access;
import dev.windlass.activities.backup.store.S3Store;
import dev.windlass.activities.backup.store.SftpStore;
import dev.windlass.activities.grant.Asked;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.grant.NotGrantedException;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.StoreAddress;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import java.util.List;
import java.util.Objects;

/** Opens stores, as far as they are granted. A directory and a bucket are granted as addresses. */
public final class GrantedStores {

  private final Grants grants;
  private final RemoteHosts hosts;

  public GrantedStores(Grants grants, RemoteHosts hosts) {
    this.grants = grants;
    this.hosts = hosts;
  }

  /**
   * The store; the caller closes it.
   *
   * @throws NotGrantedException when this application and environment may not use it
   */
  public BackupStore open(BackupPlan plan, StorePlace place) {
    return open(new Scope(plan.application(), plan.environment()), plan.ssh(), place);
  }

  /**
   * The store; the caller closes it.
   *
   * @param ssh whose key and known hosts enter an SFTP host that names none of its own
   * @throws NotGrantedException when this application and environment may not use it
   */
  public BackupStore open(Scope scope, SshAccess ssh, StorePlace place) {
    return switch (StoreAddress.parse(place.address())) {
      case StoreAddress.Directory directory -> {
        require(scope, directory);
        yield new DirectoryStore(directory);
      }
      case StoreAddress.Sftp sftp -> {
        // The way through a jump host leads to the environment's hosts, not to where backups are.
        SshAccess access =
            new SshAccess(place.key() == null ? ssh.key() : place.key(), ssh.knownHosts(), null);
        Host host = new Host(sftp.host(), sftp.port(), sftp.user(), List.of(), null);
        yield new SftpStore(
            sftp, hosts, new GrantedHosts(grants, hosts).target(scope, access, host));
      }
      case StoreAddress.S3 s3 -> {
        require(scope, s3);
        yield S3Store.at(s3, () -> access(scope, place));
      }
    };
  }

  private S3Access access(Scope scope, StorePlace place) {
    return new S3Access(
        grants.secret(scope, Objects.requireNonNull(place.accessKey(), "access key")).reveal(),
        grants.secret(scope, Objects.requireNonNull(place.secretKey(), "secret key")));
  }

  private void require(Scope scope, StoreAddress address) {
    List<Problem> problems =
        grants.problems(scope, new Asked(List.of(), null, List.of(), List.of(address.text())));
    if (!problems.isEmpty()) {
      throw new NotGrantedException(problems);
    }
  }
}
