package dev.windlass.workflows.fleet;

import java.util.List;

/** One row per host of the group, in its order. */
public record GroupReport(List<HostRow> rows) {

  public GroupReport {
    rows = List.copyOf(rows);
  }
}
