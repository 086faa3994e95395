package dev.windlass.workflows.drill;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.backup.CatalogueActivities.ListBackups;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.drill.DrillActivities.CheckScratch;
import dev.windlass.workflows.drill.DrillActivities.Checked;
import dev.windlass.workflows.drill.DrillActivities.Condition;
import dev.windlass.workflows.drill.DrillActivities.DropScratch;
import dev.windlass.workflows.drill.DrillActivities.ProveScratch;
import dev.windlass.workflows.drill.DrillActivities.Proved;
import dev.windlass.workflows.drill.DrillActivities.RehearseScratch;
import dev.windlass.workflows.drill.DrillActivities.Rehearsed;
import dev.windlass.workflows.drill.DrillActivities.RestoreScratch;
import dev.windlass.workflows.drill.DrillActivities.Restored;
import dev.windlass.workflows.drill.DrillActivities.SpoilScratch;
import dev.windlass.workflows.drill.DrillLedgerActivities.Candidates;
import dev.windlass.workflows.drill.DrillLedgerActivities.CloseDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.Hold;
import dev.windlass.workflows.drill.DrillLedgerActivities.OpenDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.Opened;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The activities of a drill, each with its options. */
final class DrillCalls {

  private static final Duration PROVE_LIMIT = Duration.ofMinutes(2);
  private static final Duration DROP_LIMIT = Duration.ofMinutes(5);

  private final DrillPlan plan;
  private final String startedBy;

  DrillCalls(DrillPlan plan, String startedBy) {
    this.plan = plan;
    this.startedBy = startedBy;
  }

  Opened open() {
    BackupPlan backup = plan.backup();
    return ledger("give the drill its id")
        .open(
            new OpenDrill(
                Workflow.getInfo().getRunId(),
                workflow(),
                backup.application(),
                backup.environment(),
                startedBy,
                plan.scratch().prefix(),
                NamedTimer.now()));
  }

  List<Row> backups() {
    BackupPlan backup = plan.backup();
    CatalogueActivities catalogue =
        Workflow.newActivityStub(
            CatalogueActivities.class, ActivityPolicies.central("list backups"));
    return catalogue
        .list(new ListBackups(backup.application(), backup.environment(), backup.source().kind()))
        .rows();
  }

  /** What it holds; null where it is about to go. */
  @Nullable Taken hold(String backup) {
    return ledger("hold " + backup).hold(new Hold(backup, workflow(), NamedTimer.now())).taken();
  }

  Proved prove() {
    return hands(PROVE_LIMIT, "prove that the scratch server is not production")
        .prove(new ProveScratch(plan));
  }

  List<String> forsaken(List<String> databases) {
    return ledger("what earlier drills left").forsaken(new Candidates(databases)).databases();
  }

  Restored restore(Subject subject, Condition condition) {
    return hands(plan.limit(), "restore %s into %s".formatted(subject.backup(), subject.database()))
        .restore(
            new RestoreScratch(
                plan, subject.database(), subject.backup(), subject.manifest(), condition));
  }

  Checked check(Subject subject) {
    return hands(plan.limit(), "check " + subject.database())
        .check(new CheckScratch(plan, subject.database(), subject.backup(), subject.manifest()));
  }

  Rehearsed rehearse(RehearseScratch wanted) {
    return hands(plan.limit(), "rehearse the migrations of " + wanted.artifact().revision())
        .rehearse(wanted);
  }

  @Nullable String spoil(String database) {
    return hands(DROP_LIMIT, "spoil " + database).spoil(new SpoilScratch(plan, database)).table();
  }

  void drop(String database) {
    hands(DROP_LIMIT, "drop " + database).drop(new DropScratch(plan, database));
  }

  void close(DrillReport report, boolean aborted) {
    ledger("end of " + report.id()).close(new CloseDrill(report, workflow(), aborted));
  }

  /** A backup, and where it goes. */
  record Subject(String backup, String manifest, String database) {}

  private static String workflow() {
    return Workflow.getInfo().getWorkflowId();
  }

  private static DrillActivities hands(Duration limit, String summary) {
    return Workflow.newActivityStub(
        DrillActivities.class, ActivityPolicies.whole(null, limit, summary));
  }

  private static DrillLedgerActivities ledger(String summary) {
    return Workflow.newActivityStub(DrillLedgerActivities.class, ActivityPolicies.central(summary));
  }
}
