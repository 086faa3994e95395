package dev.windlass.workflows.traffic;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.maintenance.Notice;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.traffic.TrafficActivities.MaintainTraffic;
import dev.windlass.workflows.traffic.TrafficActivities.ReadTraffic;
import dev.windlass.workflows.traffic.TrafficActivities.RestoreTraffic;
import dev.windlass.workflows.traffic.TrafficActivities.ShiftTraffic;
import dev.windlass.workflows.traffic.TrafficActivities.TrafficState;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The balancer of a plan; every call does nothing where the plan has none. */
public final class TrafficCalls {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final TrafficState NONE = new TrafficState(List.of());

  private final DeploymentPlan plan;

  private interface Options {
    ActivityOptions of(@Nullable String zone, Duration limit, String summary);
  }

  public TrafficCalls(DeploymentPlan plan) {
    this.plan = plan;
  }

  public boolean exists() {
    return plan.router() != null;
  }

  public TrafficState read() {
    return read(ActivityPolicies::undo);
  }

  /** For somebody whose question is only worth an answer soon. */
  public TrafficState readSoon() {
    return read(ActivityPolicies::soon);
  }

  private TrafficState read(Options options) {
    Router router = plan.router();
    return router == null
        ? NONE
        : Workflow.newActivityStub(
                TrafficActivities.class,
                options.of(balancers(router).zone(), LIMIT, "read weights"))
            .read(
                new ReadTraffic(
                    plan.application(),
                    plan.environment(),
                    balancers(router),
                    router,
                    plan.layout().own()));
  }

  public void shift(Change change, Split split) {
    Router router = plan.router();
    if (router != null) {
      calls(router, "weight " + split.weight())
          .shift(new ShiftTraffic(change, balancers(router), router, plan.layout().own(), split));
    }
  }

  public void restore(Change change, TrafficState former) {
    Router router = plan.router();
    if (router != null) {
      calls(router, "weights back")
          .restore(
              new RestoreTraffic(change, balancers(router), router, plan.layout().own(), former));
    }
  }

  /** Turns visitors away with this notice, or lets them in. */
  public void maintain(Change change, @Nullable Notice notice) {
    Router router = plan.router();
    if (router != null) {
      calls(router, notice == null ? "open to visitors" : "close to visitors")
          .maintain(
              new MaintainTraffic(
                  change,
                  balancers(router),
                  router,
                  plan.layout().own(),
                  Split.even(webHosts()),
                  notice));
    }
  }

  /** The hosts that carry traffic. */
  public List<String> webHosts() {
    return plan.hostsWith(Host.WEB).stream().map(Host::name).toList();
  }

  private TrafficActivities calls(Router router, String summary) {
    return Workflow.newActivityStub(
        TrafficActivities.class, ActivityPolicies.whole(balancers(router).zone(), LIMIT, summary));
  }

  private HostGroup balancers(Router router) {
    List<Host> hosts =
        plan.hosts().stream().filter(host -> router.hosts().contains(host.name())).toList();
    return new HostGroup(hosts.isEmpty() ? null : hosts.getFirst().zone(), plan.ssh(), hosts);
  }
}
