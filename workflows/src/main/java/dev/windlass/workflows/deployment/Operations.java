package dev.windlass.workflows.deployment;

import dev.windlass.workflows.fleet.FleetCalls;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.KillOperations.Step;
import dev.windlass.workflows.plan.Host;
import java.util.ArrayList;
import java.util.List;

/** Remote jobs that may run, or may still come late: what a kill has to stop first. */
final class Operations {

  private record Operation(Host host, Step step) {}

  private final List<Operation> open = new ArrayList<>();

  void begun(String step, int attemptGroup, List<Host> hosts) {
    hosts.forEach(host -> open.add(new Operation(host, new Step(step, attemptGroup))));
  }

  /** What is known to have ended needs no kill. */
  void settled(String step, int attemptGroup, List<HostRow> rows) {
    Step of = new Step(step, attemptGroup);
    for (HostRow row : rows) {
      switch (row.result()) {
        case DONE, FAILED, REFUSED ->
            open.removeIf(one -> one.step().equals(of) && one.host().name().equals(row.host()));
        case UNKNOWN, UNREACHABLE -> {
          // May have been started, or may be when the connection comes back.
        }
      }
    }
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Starts killing on every host that may run something; does not wait. */
  List<FleetCalls.Sent> kill(FleetCalls calls) {
    return open.isEmpty()
        ? List.of()
        : calls.kill(
            open.stream().map(Operation::host).distinct().toList(),
            open.stream().map(Operation::step).distinct().toList());
  }

  /** Waits for the kills; a host where it is done has nothing left open. */
  List<String> awaitKills(List<FleetCalls.Sent> kills) {
    List<HostRow> rows = FleetCalls.rows(kills);
    for (HostRow row : rows) {
      if (row.result() == HostRow.Result.DONE) {
        open.removeIf(one -> one.host().name().equals(row.host()));
      }
    }
    return HostRow.problems("kill", rows);
  }
}
