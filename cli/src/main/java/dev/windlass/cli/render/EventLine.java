package dev.windlass.cli.render;

import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.deployment.Phase;
import dev.windlass.workflows.deployment.TimelineEntry;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import java.time.ZoneId;
import java.util.Locale;

/** One thing that happened, as one plain line: time, phase or kind, text. */
public final class EventLine {

  private EventLine() {}

  /** Whether the line of the next entry, or of the end, says it all. */
  public static boolean saysNothingNew(TimelineEntry entry) {
    return entry.kind() == Kind.PHASE
        && (entry.phase() == Phase.ENDED || entry.text().equals(WireNames.of(entry.phase())));
  }

  /** {@code 21:37:12 ramping weight 50 on web-1 web-2}. */
  public static String of(TimelineEntry entry, ZoneId zone) {
    String head =
        switch (entry.kind()) {
          case PROBLEM -> "PROBLEM";
          case END -> "end";
          default -> WireNames.of(entry.phase());
        };
    String host =
        entry.host() == null || entry.text().contains(entry.host()) ? "" : entry.host() + ": ";
    String line =
        Words.clock(entry.at(), zone)
            + " "
            + String.format(Locale.ROOT, "%-14s", head)
            + " "
            + host
            + entry.text();
    return Words.clip(line, Words.WIDTH);
  }
}
