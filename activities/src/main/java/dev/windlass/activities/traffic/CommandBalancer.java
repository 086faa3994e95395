package dev.windlass.activities.traffic;

import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.maintenance.Notice;
import dev.windlass.workflows.traffic.Router;
import dev.windlass.workflows.traffic.RouterCommands;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficActivities.BalancerState;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Any balancer that takes a split by command. */
record CommandBalancer(Router.Commands router, BalancerScript script) implements Balancer {

  @Override
  public BalancerState read(RemoteHost host) {
    return script.read(host, "", Objects.requireNonNullElse(RouterCommands.show(router), ""), "");
  }

  @Override
  public void bring(RemoteHost host, long fence, Split split) {
    set(host, new BalancerScript.Change(fence, split, read(host).closed(), ""), split);
  }

  @Override
  public void maintain(RemoteHost host, long fence, Split even, @Nullable Notice closed) {
    Split split = Objects.requireNonNullElse(read(host).split(), even);
    script.change(
        host,
        "command.sh",
        new BalancerScript.Change(fence, split, closed, ""),
        RouterCommands.maintain(router, closed));
  }

  /**
   * Where Windlass had never set a split before, all hosts it has set since carry traffic evenly.
   */
  @Override
  public void restore(RemoteHost host, long fence, BalancerState former) {
    Split before = former.split();
    Split wanted = before == null ? even(read(host).split()) : before;
    if (wanted != null) {
      set(host, new BalancerScript.Change(fence, before, former.closed(), ""), wanted);
    }
  }

  private void set(RemoteHost host, BalancerScript.Change change, Split wanted) {
    script.change(host, "command.sh", change, RouterCommands.set(router, wanted));
  }

  private static @Nullable Split even(@Nullable Split now) {
    return now == null
        ? null
        : Split.even(Stream.concat(now.canary().stream(), now.stable().stream()).sorted().toList());
  }
}
