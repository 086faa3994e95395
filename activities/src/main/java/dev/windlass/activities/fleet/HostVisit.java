package dev.windlass.activities.fleet;

import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.grant.NotGrantedException;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.HostUnreachableException;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteHostException;
import dev.windlass.activities.ssh.UploadFailedException;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One host in one step: tries again after infrastructure trouble, which is always right because
 * what is done there attaches to what already runs, until patience ends.
 */
final class HostVisit {

  private final GrantedHosts hosts;
  private final Patience patience;
  private final Host host;
  private final long began = System.nanoTime();
  private volatile long lastContact = began;
  private volatile boolean mayHaveStarted;

  HostVisit(GrantedHosts hosts, Patience patience, Host host) {
    this.hosts = hosts;
    this.patience = patience;
    this.host = host;
  }

  /** What is done there. */
  interface Work {
    HostRow on(RemoteHost remote, HostVisit visit);
  }

  Host host() {
    return host;
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The host has just been heard. */
  void alive() {
    lastContact = System.nanoTime();
  }

  /** From here on, losing the host leaves open what it did. */
  void starting() {
    mayHaveStarted = true;
  }

  HostRow row(HostRow.Result result, String detail) {
    return HostRow.of(host.name(), result, Texts.brief(detail), took());
  }

  /** The row of a host that was still silent when its time was up. */
  HostRow late(Duration limit) {
    return gone("no answer within " + limit.toSeconds() + " s");
  }

  /** The row of a host whose visit ended by an error of our own. */
  HostRow broken(RuntimeException e) {
    return row(mayHaveStarted ? HostRow.Result.UNKNOWN : HostRow.Result.FAILED, e.toString());
  }

  HostRow make(Scope scope, SshAccess ssh, Work work) {
    for (int tries = 1; ; tries++) {
      try {
        RemoteHost remote = hosts.open(scope, ssh, host);
        alive();
        return work.on(remote, this);
      } catch (UploadFailedException e) {
        return row(HostRow.Result.FAILED, message(e));
      } catch (RemoteHostException e) {
        if (!e.isRetryable()) {
          return gone(message(e));
        }
        if (impatient(e)) {
          return gone(message(e) + " (" + tries + (tries == 1 ? " try)" : " tries)"));
        }
        pause();
      } catch (NotGrantedException | IllegalArgumentException e) {
        return row(HostRow.Result.FAILED, message(e));
      }
    }
  }

  private HostRow gone(String detail) {
    return row(mayHaveStarted ? HostRow.Result.UNKNOWN : HostRow.Result.UNREACHABLE, detail);
  }

  private boolean impatient(RemoteHostException e) {
    Duration silent = Duration.ofNanos(System.nanoTime() - lastContact);
    boolean running = mayHaveStarted && e instanceof ConnectionLostException;
    if (running) {
      // The connection was there until now.
      alive();
      return false;
    }
    Duration toReach =
        e instanceof HostUnreachableException gone && gone.isSilent()
            ? patience.silent()
            : patience.reach();
    return silent.compareTo(mayHaveStarted ? patience.comeBack() : toReach) > 0;
  }

  private void pause() {
    try {
      long millis = patience.again().toMillis();
      Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException(host.name()).initCause(e);
    }
  }

  private static String message(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
