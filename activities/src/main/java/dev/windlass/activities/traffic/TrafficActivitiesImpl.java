package dev.windlass.activities.traffic;

import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.engine.AtOnce;
import dev.windlass.activities.engine.LogContext;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.traffic.Router;
import dev.windlass.workflows.traffic.TrafficActivities;
import dev.windlass.workflows.traffic.TrafficActivities.MaintainTraffic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Balancers, over SSH, all hosts of an environment's balancer at once. */
public final class TrafficActivitiesImpl implements TrafficActivities {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.traffic");

  /** For all hosts; a reload is proved within 15 s. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final GrantedHosts hosts;
  private final MeterRegistry meters;

  public TrafficActivitiesImpl(GrantedHosts hosts, MeterRegistry meters) {
    this.hosts = hosts;
    this.meters = meters;
  }

  @Override
  public TrafficState read(ReadTraffic request) {
    Place place =
        new Place(
            new Scope(request.application(), request.environment()),
            request.balancers(),
            request.router(),
            request.own());
    return everywhere(place, (balancer, host) -> balancer.read(host));
  }

  @Override
  public TrafficState shift(ShiftTraffic request) {
    try (LogContext _ = LogContext.of(request.change())) {
      Place place = place(request.change(), request.balancers(), request.router(), request.own());
      TrafficState state =
          everywhere(
              place,
              (balancer, host) -> {
                balancer.bring(host, request.change().number(), request.split());
                return balancer.read(host);
              });
      LOG.info("weight {} on {}", request.split().weight(), request.split().canary());
      meters.counter("windlass.traffic.shifts").increment();
      return state;
    }
  }

  @Override
  public TrafficState maintain(MaintainTraffic request) {
    try (LogContext _ = LogContext.of(request.change())) {
      Place place = place(request.change(), request.balancers(), request.router(), request.own());
      TrafficState state =
          everywhere(
              place,
              (balancer, host) -> {
                balancer.maintain(
                    host, request.change().number(), request.even(), request.notice());
                return balancer.read(host);
              });
      LOG.info(request.notice() == null ? "open to visitors" : "closed to visitors");
      return state;
    }
  }

  @Override
  public TrafficState restore(RestoreTraffic request) {
    try (LogContext _ = LogContext.of(request.change())) {
      Place place = place(request.change(), request.balancers(), request.router(), request.own());
      TrafficState state =
          everywhere(
              place,
              (balancer, host) -> {
                balancer.restore(host, request.change().number(), former(request, host));
                return balancer.read(host);
              });
      LOG.info("former traffic is back");
      return state;
    }
  }

  private record Place(Scope scope, HostGroup balancers, Router router, String own) {
    Balancer balancer(Host host) {
      BalancerScript script =
          BalancerScript.of(
              own.replace("{host}", host.name()), scope.application(), scope.environment());
      return switch (router) {
        case Router.Nginx nginx -> new NginxBalancer(nginx, script);
        case Router.Commands commands -> new CommandBalancer(commands, script);
      };
    }
  }

  private static Place place(Change change, HostGroup balancers, Router router, String own) {
    return new Place(new Scope(change.application(), change.environment()), balancers, router, own);
  }

  private static BalancerState former(RestoreTraffic request, RemoteHost host) {
    return request.former().states().stream()
        .filter(state -> state.host().equals(host.name()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(host.name() + ": its former traffic is not known"));
  }

  private TrafficState everywhere(
      Place place, BiFunction<Balancer, RemoteHost, BalancerState> work) {
    try {
      return new TrafficState(
          AtOnce.beating()
              .each(
                  place.balancers().hosts(),
                  LIMIT,
                  host ->
                      work.apply(
                          place.balancer(host),
                          hosts.open(place.scope(), place.balancers().ssh(), host)),
                  host -> {
                    throw Failures.of(
                        FailureType.UNREACHABLE,
                        host.name() + ": no answer within " + LIMIT.toSeconds() + " s");
                  }));
    } catch (BalancerRefusedException e) {
      throw Failures.of(
          switch (e.why()) {
            case REFUSED -> FailureType.BALANCER_REFUSED;
            case FENCED -> FailureType.FENCED;
            case TROUBLE -> FailureType.UNAVAILABLE;
          },
          String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      throw ActivityFailures.of(e);
    }
  }
}
