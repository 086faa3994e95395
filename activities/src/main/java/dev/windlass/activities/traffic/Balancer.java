package dev.windlass.activities.traffic;

import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.maintenance.Notice;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficActivities.BalancerState;
import org.jspecify.annotations.Nullable;

/**
 * One kind of router on one host. All calls may be repeated. They throw {@link
 * BalancerRefusedException} and {@link dev.windlass.activities.ssh.RemoteHostException}.
 */
interface Balancer {

  /** What is in force; changes nothing. */
  BalancerState read(RemoteHost host);

  /** Brings the split about, for whoever is let in; when this returns, new requests follow it. */
  void bring(RemoteHost host, long fence, Split split);

  /**
   * Turns visitors away, or lets them in; the split stays what it is.
   *
   * @param even the split where none was ever brought about
   * @param closed what visitors are told, or null to let them in
   */
  void maintain(RemoteHost host, long fence, Split even, @Nullable Notice closed);

  /** Puts back what {@link #read} returned. */
  void restore(RemoteHost host, long fence, BalancerState former);
}
