package dev.windlass.api.drill;

import dev.windlass.store.drill.KeptDrill;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drill as the ledger knows it. Durations are in seconds.
 *
 * @param state {@code running}, or the verdict: {@code pass}, {@code fail}, {@code error}, …
 * @param recoverySeconds until the data was back and checked (RTA)
 * @param dataAgeSeconds age of the newest backup when the drill began (RPA)
 * @param control whether a damaged copy was drilled too
 * @param findings what each check found
 * @param rehearsal of a release's migrations, where one was asked for
 */
@Schema(name = "Drill")
public record DrillView(
    String id,
    String state,
    String startedBy,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String backup,
    @Nullable Instant takenAt,
    @Nullable Double fetchSeconds,
    @Nullable Double restoreSeconds,
    @Nullable Double checkSeconds,
    @Nullable Double recoverySeconds,
    @Nullable Double recoveryObjectiveSeconds,
    @Nullable Double dataAgeSeconds,
    @Nullable Double dataAgeObjectiveSeconds,
    boolean control,
    List<Found> findings,
    List<String> remarks,
    @Nullable RehearsalView rehearsal) {

  public DrillView {
    findings = List.copyOf(findings);
    remarks = List.copyOf(remarks);
  }

  /**
   * What one check found.
   *
   * @param verdict {@code pass}, {@code fail}, {@code error} or {@code noData}
   * @param reason why it is not good
   */
  @Schema(name = "DrillFinding")
  public record Found(String check, String verdict, @Nullable String reason, String detail) {

    static Found of(DrillFinding finding) {
      return new Found(
          finding.check(),
          WireNames.of(finding.verdict()),
          finding.reason() == null ? null : WireNames.of(finding.reason()),
          finding.detail());
    }
  }

  static DrillView of(KeptDrill kept) {
    DrillReport report = kept.report();
    DrillReport.Timings timings = report == null ? null : report.timings();
    return new DrillView(
        kept.id(),
        kept.verdict() == null ? "running" : WireNames.of(kept.verdict()),
        kept.startedBy(),
        kept.startedAt(),
        kept.endedAt(),
        report == null ? null : report.backup(),
        report == null ? null : report.takenAt(),
        timings == null ? null : seconds(timings.fetch()),
        timings == null ? null : seconds(timings.restore()),
        timings == null ? null : seconds(timings.check()),
        timings == null ? null : seconds(timings.recovery()),
        report == null ? null : seconds(report.objectives().recoveryTime()),
        report == null ? null : seconds(report.dataAge()),
        report == null ? null : seconds(report.objectives().dataAge()),
        report != null && report.control(),
        report == null ? List.of() : report.findings().stream().map(Found::of).toList(),
        report == null ? List.of() : report.remarks(),
        report == null || report.rehearsal() == null ? null : RehearsalView.of(report.rehearsal()));
  }

  private static @Nullable Double seconds(@Nullable Duration time) {
    return time == null ? null : time.toMillis() / 1000.0;
  }
}
