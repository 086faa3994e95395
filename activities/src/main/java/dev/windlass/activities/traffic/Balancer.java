package dev.windlass.activities.traffic;

import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficActivities.BalancerState;

/**
 * One kind of router on one host. All calls may be repeated. They throw {@link
 * BalancerRefusedException} and {@link dev.windlass.activities.ssh.RemoteHostException}.
 */
interface Balancer {

  /** What is in force; changes nothing. */
  BalancerState read(RemoteHost host);

  /** Brings the split about; when this returns, new requests follow it. */
  void bring(RemoteHost host, long fence, Split split);

  /** Puts back what {@link #read} returned. */
  void restore(RemoteHost host, long fence, BalancerState former);
}
