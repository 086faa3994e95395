package dev.windlass.activities.fleet;

import dev.windlass.activities.engine.AtOnce;
import dev.windlass.activities.engine.LogContext;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.grant.Scope;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.GroupReport;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.HostRow;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives the hosts of one group at once through one step. */
final class GroupDrive {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.fleet");

  private final FleetParts parts;
  private final GrantedHosts hosts;
  private final Patience patience;

  GroupDrive(FleetParts parts, Patience patience) {
    this.parts = parts;
    this.patience = patience;
    this.hosts = new GrantedHosts(parts.grants(), parts.hosts());
  }

  /**
   * @param name of the step, for log and meters
   * @param limit of one host; when it ends the host gets its row without being waited for
   */
  record Step(String name, Change change, HostGroup group, Duration limit) {
    Scope scope() {
      return new Scope(change.application(), change.environment());
    }
  }

  GroupReport through(Step step, HostVisit.Work work) {
    List<HostVisit> visits =
        step.group().hosts().stream().map(host -> new HostVisit(hosts, patience, host)).toList();
    List<HostRow> rows =
        AtOnce.beating()
            .each(
                visits,
                step.limit(),
                visit -> visited(step, visit, work),
                visit -> visit.late(step.limit()));
    rows.forEach(row -> measure(step, row));
    return new GroupReport(rows);
  }

  private HostRow visited(Step step, HostVisit visit, HostVisit.Work work) {
    try (LogContext _ = LogContext.of(step.change(), visit.host().name())) {
      HostRow row = made(step, visit, work);
      if (row.result() == HostRow.Result.DONE) {
        LOG.info("{} done on {} in {} ms", step.name(), row.host(), row.took().toMillis());
      } else {
        LOG.warn("{} {} on {}: {}", step.name(), row.result(), row.host(), row.detail());
      }
      return row;
    }
  }

  /** A host's trouble is its row, whatever it is: the others' rows must not be lost for it. */
  private static HostRow made(Step step, HostVisit visit, HostVisit.Work work) {
    try {
      return visit.make(step.scope(), step.group().ssh(), work);
    } catch (RuntimeException e) {
      LOG.error("{} on {}", step.name(), visit.host().name(), e);
      return visit.broken(e);
    }
  }

  private void measure(Step step, HostRow row) {
    parts
        .meters()
        .timer("windlass.host.step", "step", step.name(), "result", row.result().name())
        .record(row.took());
  }
}
