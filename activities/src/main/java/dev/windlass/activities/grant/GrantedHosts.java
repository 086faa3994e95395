package dev.windlass.activities.grant;

import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.SshTarget;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import java.util.List;

/** Opens the hosts of a plan, as far as they are granted. */
public final class GrantedHosts {

  private final Grants grants;
  private final RemoteHosts hosts;

  public GrantedHosts(Grants grants, RemoteHosts hosts) {
    this.grants = grants;
    this.hosts = hosts;
  }

  /**
   * A session to the host, shared with others.
   *
   * @throws NotGrantedException when user, host, key or pins are not allowed here
   * @throws dev.windlass.activities.ssh.RemoteHostException when the host cannot be reached
   */
  public RemoteHost open(Scope scope, SshAccess ssh, Host host) {
    return hosts.open(target(scope, ssh, host));
  }

  /** Where and as whom to log in. */
  public SshTarget target(Scope scope, SshAccess ssh, Host host) {
    List<Problem> problems = grants.problems(scope, Asked.hosts(ssh, List.of(host)));
    if (!problems.isEmpty()) {
      throw new NotGrantedException(problems);
    }
    return new SshTarget(
        host.name(),
        host.name(),
        host.port(),
        host.user(),
        ssh.jump(),
        grants.identity(scope, ssh.key()),
        grants.knownHosts(scope, ssh.knownHosts()));
  }
}
