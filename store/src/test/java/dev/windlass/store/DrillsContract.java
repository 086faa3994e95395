package dev.windlass.store;

import static dev.windlass.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.store.drill.Drills;
import dev.windlass.store.drill.KeptDrill;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillLedgerActivities.CloseDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.OpenDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.Opened;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.DrillReport.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the ledger of drills promises, whatever the database. */
interface DrillsContract {

  Store store();

  @Test
  default void aRunKeepsItsDrillsIdAndItsScratchDatabase() {
    OpenDrill open = drill(own(), NOW);

    Opened first = drills().open(open);

    assertThat(first.id()).startsWith("dr-20261121-210200");
    assertThat(first.scratch()).matches("windlass_drill_20261121_210200_[0-9a-f]{8}");
    assertThat(drills().open(open)).isEqualTo(first);
    assertThat(drills().open(drill(own(), NOW)))
        .matches(other -> !other.id().equals(first.id()))
        .matches(other -> !other.scratch().equals(first.scratch()));
  }

  @Test
  default void aDrillThatPassedProvesItsBackupAndLetsGoOfIt() {
    String application = own();
    String backup = backup(application);
    Opened opened = drills().open(drill(application, NOW));
    store().backups().use(backup, "drill/" + application, NOW);

    drills().close(close(opened.id(), application, backup, Verdict.PASS));

    assertThat(store().backups().find(backup).orElseThrow())
        .matches(kept -> NOW.plusSeconds(60).equals(kept.drilledAt()))
        .matches(kept -> kept.usedBy().isEmpty());
    assertThat(drills().list(application, "production", 5))
        .singleElement()
        .extracting(KeptDrill::report)
        .isEqualTo(report(opened.id(), application, backup, Verdict.PASS));
  }

  @Test
  default void aDrillThatFailedProvesNothingAndLetsGoAllTheSame() {
    String application = own();
    String backup = backup(application);
    Opened opened = drills().open(drill(application, NOW));
    store().backups().use(backup, "drill/" + application, NOW);

    drills().close(close(opened.id(), application, backup, Verdict.FAIL));
    drills().close(close(opened.id(), application, backup, Verdict.PASS));

    assertThat(store().backups().find(backup).orElseThrow())
        .matches(kept -> kept.drilledAt() == null)
        .matches(kept -> kept.usedBy().isEmpty());
    assertThat(drills().find(opened.id()).orElseThrow().verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  default void aLaterDrillThatFindsDamageEndsTheProof() {
    String application = own();
    String backup = backup(application);
    Opened passed = drills().open(drill(application, NOW));
    drills().close(close(passed.id(), application, backup, Verdict.PASS));
    Opened failed = drills().open(drill(application, NOW.plusSeconds(90)));

    drills()
        .close(
            found(
                report(failed.id(), application, backup, Verdict.FAIL),
                DrillFinding.fail("restore", DrillReason.DAMAGED, "database-1 is not what it was"),
                NOW.plusSeconds(150)));

    assertThat(store().backups().find(backup).orElseThrow().drilledAt()).isNull();
  }

  @Test
  default void aLaterDrillThatFailedForAnotherReasonEndsNoProof() {
    String application = own();
    String backup = backup(application);
    Opened passed = drills().open(drill(application, NOW));
    drills().close(close(passed.id(), application, backup, Verdict.PASS));
    List<DrillFinding> others =
        List.of(
            DrillFinding.error("scratch", DrillReason.UNMEASURED, "the server went away"),
            DrillFinding.fail("recovery time", DrillReason.TOO_SLOW, "2h, objective 1h"),
            DrillFinding.fail("restore", DrillReason.SEALED, "the key does not open it"),
            DrillFinding.fail("control", DrillReason.CONTROL_PASSED, "the drill is broken"));

    for (int at = 0; at < others.size(); at++) {
      Opened other = drills().open(drill(application, NOW.plusSeconds(90 + at)));
      DrillReport report = report(other.id(), application, backup, others.get(at).verdict());
      drills().close(found(report, others.get(at), NOW.plusSeconds(150)));
    }

    assertThat(store().backups().find(backup).orElseThrow().drilledAt())
        .isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  default void aRunFindsItsDrill() {
    String application = own();
    OpenDrill request = drill(application, NOW);
    Opened opened = drills().open(request);
    drills().open(drill(application, NOW.plusSeconds(90)));

    assertThat(drills().ofRun(request.run()).map(KeptDrill::id)).contains(opened.id());
    assertThat(drills().ofRun("no run")).isEmpty();
  }

  @Test
  default void onlyWhatEndedDrillsMadeIsForsaken() {
    String application = own();
    Opened ended = drills().open(drill(application, NOW));
    drills().close(close(ended.id(), application, null, Verdict.ERROR));
    Opened running = drills().open(drill(application, NOW.plusSeconds(90)));

    assertThat(
            drills()
                .forsaken(List.of(running.scratch(), "windlass_drill_of_others", ended.scratch())))
        .containsExactly(ended.scratch());
    assertThat(drills().forsaken(List.of())).isEmpty();
  }

  @Test
  default void aDrillThatWasEndedFromOutsideEndsWhenTheNextBegins() {
    String application = own();
    String backup = backup(application);
    Opened lost = drills().open(drill(application, NOW));
    store().backups().use(backup, "drill/" + application, NOW);
    assertThat(drills().forsaken(List.of(lost.scratch()))).isEmpty();

    drills().open(drill(application, NOW.plusSeconds(90)));

    assertThat(drills().forsaken(List.of(lost.scratch()))).containsExactly(lost.scratch());
    assertThat(drills().find(lost.id()).orElseThrow().verdict()).isEqualTo(Verdict.ERROR);
    assertThat(store().backups().find(backup).orElseThrow().usedBy()).isEmpty();
  }

  @Test
  default void countsTheDrillsThatPassedSinceAControlDid() {
    String application = own();
    assertThat(pass(application, 1, true)).isZero();
    assertThat(pass(application, 2, false)).isZero();
    assertThat(pass(application, 3, false)).isEqualTo(1);
    assertThat(drills().open(drill(application, NOW.plusSeconds(4))).sinceControl()).isEqualTo(2);
  }

  @Test
  default void countsThoseOfAScheduleToo() {
    String application = own();
    pass(application, 1, true);
    OpenDrill person = drill(application, NOW.plusSeconds(2));
    Opened byItself =
        drills()
            .open(
                new OpenDrill(
                    own(),
                    person.workflow(),
                    application,
                    person.environment(),
                    "schedule",
                    person.prefix(),
                    person.startedAt()));
    drills().close(close(byItself.id(), application, null, Verdict.PASS));

    assertThat(pass(application, 3, false)).isEqualTo(1);
  }

  @Test
  default void theLatestReportOfEachEnvironmentIsThere() {
    String application = own();
    pass(application, 1, false);
    pass(application, 2, false);
    drills().open(drill(application, NOW.plusSeconds(3)));

    assertThat(drills().latest())
        .filteredOn(kept -> kept.application().equals(application))
        .singleElement()
        .extracting(KeptDrill::startedAt)
        .isEqualTo(NOW.plusSeconds(2));
  }

  @Test
  default void theLastThatPassedIsKnownBehindOthersThatDidNot() {
    String application = own();
    assertThat(drills().lastPassed(application, "production")).isEmpty();
    pass(application, 1, false);
    Opened failed = drills().open(drill(application, NOW.plusSeconds(2)));
    drills().close(close(failed.id(), application, null, Verdict.FAIL));

    assertThat(drills().lastPassed(application, "production").orElseThrow().startedAt())
        .isEqualTo(NOW.plusSeconds(1));
  }

  private int pass(String application, int second, boolean control) {
    Opened opened = drills().open(drill(application, NOW.plusSeconds(second)));
    DrillReport report = report(opened.id(), application, null, Verdict.PASS, control);
    drills().close(new CloseDrill(report, "drill/" + application, false));
    return opened.sinceControl();
  }

  private Drills drills() {
    return store().drills();
  }

  private String backup(String application) {
    return store()
        .backups()
        .open(
            new CatalogueActivities.Open(
                own(), application, "production", "database", Occasion.PERSON, "dev-1", NOW));
  }

  private static OpenDrill drill(String application, Instant at) {
    return new OpenDrill(
        own(), "drill/" + application, application, "production", "dev-1", "windlass_drill_", at);
  }

  private static CloseDrill close(
      String id, String application, @Nullable String backup, Verdict verdict) {
    return new CloseDrill(report(id, application, backup, verdict), "drill/" + application, false);
  }

  private static CloseDrill found(DrillReport of, DrillFinding finding, Instant endedAt) {
    DrillReport report =
        new DrillReport(
            of.id(),
            of.application(),
            of.environment(),
            of.startedBy(),
            of.startedAt(),
            endedAt,
            of.backup(),
            of.takenAt(),
            of.store(),
            of.scratch(),
            of.verdict(),
            List.of(finding),
            of.timings(),
            of.dataAge(),
            of.objectives(),
            of.control(),
            of.remarks(),
            null);
    return new CloseDrill(report, "drill/" + of.application(), false);
  }

  private static DrillReport report(
      String id, String application, @Nullable String backup, Verdict verdict) {
    return report(id, application, backup, verdict, false);
  }

  private static DrillReport report(
      String id, String application, @Nullable String backup, Verdict verdict, boolean control) {
    return new DrillReport(
        id,
        application,
        "production",
        "dev-1",
        NOW,
        NOW.plusSeconds(60),
        backup,
        NOW,
        "s3://offsite/shop",
        "windlass_drill_1",
        verdict,
        List.of(DrillFinding.pass("rows", "the very rows of the dump")),
        new Timings(Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(1), 9_000),
        Duration.ofHours(5),
        new Objectives(Duration.ofMinutes(30), null),
        control,
        List.of(),
        null);
  }

  private static String own() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
