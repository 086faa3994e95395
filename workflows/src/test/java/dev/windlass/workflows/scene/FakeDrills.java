package dev.windlass.workflows.scene;

import dev.windlass.workflows.drill.DrillActivities;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillLedgerActivities;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.fleet.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scratch server and a ledger that tell the story of {@link FakeBackups} on. */
public final class FakeDrills implements DrillActivities, DrillLedgerActivities {

  /** The one table of the restored database that a control drops. */
  public static final String TABLE = "orders";

  private final FakeBackups backups;

  /** Why the scratch server must not be written to. */
  public final List<Problem> problems = new ArrayList<>();

  /** What lies on the scratch server, and which of it the ledger knows to be forsaken. */
  public final List<String> databases = new ArrayList<>();

  public final List<String> forsaken = new ArrayList<>();

  /** Backups that are about to go. */
  public final List<String> going = new ArrayList<>();

  /** What is wrong with the backup. */
  public @Nullable DrillFinding damage;

  /** What the checks find. */
  public final List<DrillFinding> findings =
      new ArrayList<>(List.of(DrillFinding.pass("rows", "all")));

  /** What is wrong with the migrations. */
  public @Nullable DrillFinding misfit;

  public int sinceControl;

  /** Whether this drill finds damage. */
  public boolean blind;

  public final List<DrillReport> reports = new ArrayList<>();

  /** The last one that passed, as the ledger tells it. */
  public volatile LastPassed passed = new LastPassed(null, null);

  private boolean spoilt;

  FakeDrills(FakeBackups backups) {
    this.backups = backups;
  }

  @Override
  public Proved prove(ProveScratch request) {
    backups.act("prove");
    return new Proved(problems, databases);
  }

  @Override
  public Restored restore(RestoreScratch request) {
    backups.act(
        "restore %s as %s into %s"
            .formatted(request.backup(), request.condition(), request.database()));
    spoilt = false;
    DrillFinding found =
        request.condition() == Condition.AS_STORED || blind
            ? damage
            : DrillFinding.fail("restore", DrillReason.DAMAGED, "its digest is another");
    return new Restored(found, Duration.ofSeconds(40), Duration.ofSeconds(80), 9_000);
  }

  @Override
  public Checked check(CheckScratch request) {
    backups.act("check " + request.database());
    return new Checked(
        spoilt && !blind
            ? List.of(DrillFinding.fail("tables", DrillReason.TABLE_MISSING, "missing: " + TABLE))
            : findings,
        Duration.ofSeconds(20));
  }

  @Override
  public Rehearsed rehearse(RehearseScratch request) {
    backups.act("rehearse %s in %s".formatted(request.artifact().revision(), request.database()));
    Rehearsal outcome =
        new Rehearsal(
            request.artifact().digest(),
            request.artifact().revision(),
            Duration.ofMillis(3_200),
            List.of(),
            misfit == null ? null : misfit.detail(),
            null);
    return new Rehearsed(
        misfit == null ? DrillFinding.pass("rehearsal", outcome.line()) : misfit, outcome);
  }

  @Override
  public Spoilt spoil(SpoilScratch request) {
    backups.act("spoil " + request.database());
    spoilt = true;
    return new Spoilt(TABLE);
  }

  @Override
  public void drop(DropScratch request) {
    backups.act("drop " + request.database());
  }

  @Override
  public Opened open(OpenDrill request) {
    backups.act("open drill for " + request.startedBy());
    return new Opened("r-1", request.prefix() + "1", sinceControl);
  }

  @Override
  public Held hold(Hold request) {
    backups.act("hold " + request.backup());
    return new Held(going.contains(request.backup()) ? null : FakeBackups.TAKEN);
  }

  @Override
  public LastPassed lastPassed(DrillsOf request) {
    return passed;
  }

  @Override
  public Forsaken forsaken(Candidates request) {
    backups.act("forsaken among " + request.databases());
    return new Forsaken(forsaken);
  }

  @Override
  public void close(CloseDrill request) {
    reports.add(request.report());
    String reason =
        request.report().findings().stream()
            .filter(one -> one.reason() != null)
            .findFirst()
            .map(one -> " " + one.reason())
            .orElse("");
    backups.act("close r-1 " + request.report().verdict() + reason);
  }
}
