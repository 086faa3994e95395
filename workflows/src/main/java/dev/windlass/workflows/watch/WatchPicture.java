package dev.windlass.workflows.watch;

import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.contract.Markdown;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.watch.StandingWatchWorkflow.WatchStatus;

/** A standing watch as Markdown, for somebody who has only the Temporal UI. */
final class WatchPicture {

  private WatchPicture() {}

  static String of(WatchStatus status) {
    StringBuilder page =
        new StringBuilder(
            """
            ## %s %s · **%s**

            standing watch of %s (deployment %d), every %d s; %s since %s%s

            """
                .formatted(
                    status.application(),
                    status.environment(),
                    WireNames.of(status.phase()),
                    status.release(),
                    status.number(),
                    status.every().toSeconds(),
                    WireNames.of(status.phase()),
                    status.since(),
                    status.why() == null ? "" : ": " + Markdown.literal(status.why())));
    status
        .alarms()
        .forEach(alarm ->
            page.append(
                "- **%s**, since %s\n"
                    .formatted(Markdown.literal(alarm.sentence()), alarm.since())));
    AnalysisReport last = status.last();
    if (last != null) {
      page.append(
          "\n| check | until %s | measured | host |\n|---|---|---|---|\n".formatted(last.until()));
      last.checks().forEach(check -> page.append(row(check)));
    }
    return page.toString();
  }

  private static String row(CheckReport check) {
    return "| %s | %s | %s | %s |\n"
        .formatted(
            check.check(),
            WireNames.of(check.verdict()),
            Markdown.literal(check.detail()),
            check.host() == null ? "" : Markdown.literal(check.host()));
  }
}
