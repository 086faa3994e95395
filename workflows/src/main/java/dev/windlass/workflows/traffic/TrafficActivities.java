package dev.windlass.workflows.traffic;

import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.maintenance.Notice;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The balancer's hosts. Fails with {@code balancerRefused} (old configuration back), {@code
 * unreachable} (tried again), {@code fenced}.
 */
@ActivityInterface
public interface TrafficActivities {

  /** Reads what is in force on each balancer host; changes nothing. */
  @ActivityMethod(name = "ReadTraffic")
  TrafficState read(ReadTraffic request);

  /** Brings a split about on every balancer host; done when all have taken it. */
  @ActivityMethod(name = "ShiftTraffic")
  TrafficState shift(ShiftTraffic request);

  /** Puts back what {@link #read} saw, byte for byte where it is a file. */
  @ActivityMethod(name = "RestoreTraffic")
  TrafficState restore(RestoreTraffic request);

  /** Closes the application on every balancer host, or opens it; the split stays what it is. */
  @ActivityMethod(name = "MaintainTraffic")
  TrafficState maintain(MaintainTraffic request);

  /**
   * @param application for the grants
   * @param environment for the grants, and for the name of Windlass's own state on the balancer
   * @param own directory where Windlass keeps its things on the balancer's host
   */
  record ReadTraffic(
      String application, String environment, HostGroup balancers, Router router, String own) {}

  record ShiftTraffic(Change change, HostGroup balancers, Router router, String own, Split split) {}

  record RestoreTraffic(
      Change change, HostGroup balancers, Router router, String own, TrafficState former) {}

  /**
   * @param even the split where Windlass has never brought one about
   * @param notice what visitors are told, or null to let them in
   */
  record MaintainTraffic(
      Change change,
      HostGroup balancers,
      Router router,
      String own,
      Split even,
      @Nullable Notice notice) {}

  /**
   * @param states one per balancer host
   */
  record TrafficState(List<BalancerState> states) {
    public TrafficState {
      states = List.copyOf(states);
    }
  }

  /**
   * @param host of the balancer
   * @param content of the file, or what the show command printed; null when there was none
   * @param split last brought about by Windlass, or null when it never was
   * @param closed what visitors are told while the balancer turns them away, or null
   */
  record BalancerState(
      String host, @Nullable String content, @Nullable Split split, @Nullable Notice closed) {}
}
