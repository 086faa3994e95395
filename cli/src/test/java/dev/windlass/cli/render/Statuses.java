package dev.windlass.cli.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.analysis.AnalysisReport.Counts;
import dev.windlass.workflows.analysis.Check.Severity;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.WindlassJson;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.Answer;
import dev.windlass.workflows.deployment.DeploymentStatus.GateStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.HostStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.Phase;
import dev.windlass.workflows.deployment.Reason;
import dev.windlass.workflows.deployment.SecuredBackup;
import dev.windlass.workflows.deployment.SecuredBackup.Way;
import dev.windlass.workflows.deployment.Verb;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.safety.Analysis;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.RollbackVerdict.Declared;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.migration.safety.Terms;
import dev.windlass.workflows.migration.safety.Terms.SchemaState;
import dev.windlass.workflows.migration.safety.Waiver;
import dev.windlass.workflows.plan.Database.Engine;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.traffic.Split;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs in several states. */
final class Statuses {

  static final Instant STARTED = Instant.parse("2026-11-21T21:00:00Z");

  private Statuses() {}

  static DeploymentStatus ramping() {
    return status(Phase.RAMPING, null, null, hosts(4), List.of());
  }

  static DeploymentStatus ended(Outcome outcome, @Nullable Reason reason) {
    return status(Phase.ENDED, outcome, reason, live(4), List.of());
  }

  /** Succeeded, with one alarm that is over and one that is not. */
  static DeploymentStatus alarmed() {
    Instant minute = STARTED.plusSeconds(60);
    List<Alarm> alarms =
        List.of(
            new Alarm("login", Alarm.Kind.FAILING, "web-2", "status 302", STARTED, minute),
            new Alarm("up", Alarm.Kind.FAILING, "web-1", "status 503, expected 200", minute, null));
    ObjectNode status = WindlassJson.mapper().valueToTree(ended(Outcome.SUCCEEDED, null));
    status.set("alarms", WindlassJson.mapper().valueToTree(alarms));
    return WindlassServer.read(status, DeploymentStatus.class);
  }

  /** A gate is open, and somebody vouches for a migration that loses rows. */
  static DeploymentStatus atAGate() {
    LocalDate today = LocalDate.of(2026, 11, 21);
    Waiver waiver = new Waiver("drop-table", null, "empty since May", "ada", today);
    Analysis analysis = new Analysis(Target.of(Engine.POSTGRESQL, "16"), List.of(waiver), today);
    Reading reading =
        Reading.of(
            analysis,
            List.of(new Script("V9__old.sql", "drop table old_orders;")),
            new Terms(Declared.KEEP, null, SchemaState.IN_USE));
    ObjectNode status = WindlassJson.mapper().valueToTree(ramping());
    List<GateStatus> gates = List.of(new GateStatus("go", 1, List.of(), null, 1, null));
    status.set("gates", WindlassJson.mapper().valueToTree(gates));
    status.set("schema", WindlassJson.mapper().valueToTree(reading));
    return WindlassServer.read(status, DeploymentStatus.class);
  }

  /** Succeeded, with one backup that was there and one that it took. */
  static DeploymentStatus secured() {
    List<SecuredBackup> backups =
        List.of(
            new SecuredBackup(
                "database", "b-20261121-180000", STARTED.minusSeconds(10_800), Way.FOUND),
            new SecuredBackup("files", "b-20261121-210030", STARTED.plusSeconds(30), Way.TAKEN));
    ObjectNode status = WindlassJson.mapper().valueToTree(ended(Outcome.SUCCEEDED, null));
    status.set("backups", WindlassJson.mapper().valueToTree(backups));
    return WindlassServer.read(status, DeploymentStatus.class);
  }

  static DeploymentStatus refused() {
    return status(
        Phase.ENDED,
        Outcome.REFUSED,
        new Reason(Reason.Code.PREFLIGHT, null, null),
        List.of(),
        List.of(
            new Problem("web-5", "/var/www has 310 MB free, needs 640 MB", "windlass prune"),
            new Problem("queue-2.shop.internal", "unreachable: no route", null)));
  }

  static DeploymentStatus attention() {
    return status(
        Phase.NEEDS_ATTENTION,
        null,
        new Reason(Reason.Code.STEP_UNKNOWN, "web-2", "it rebooted meanwhile"),
        List.of(
            new HostStatus("web-1", State.LIVE, "publish", null),
            new HostStatus("web-2", State.UNKNOWN, "publish", "rebooted 21:11:40")),
        List.of());
  }

  static DeploymentStatus large(int count) {
    return status(Phase.RAMPING, null, null, hosts(count), List.of());
  }

  private static List<HostStatus> hosts(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n ->
            switch (n) {
              case 1 -> new HostStatus("web-1", State.LIVE, "publish", null);
              case 2 -> new HostStatus("web-2", State.RUNNING, "publish", null);
              case 3 -> new HostStatus("web-3", State.FAILED, "publish", "php-fpm ended with 1");
              default -> new HostStatus("web-" + n, State.PREPARED, "prepare", null);
            })
        .toList();
  }

  private static List<HostStatus> live(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> new HostStatus("web-" + n, State.LIVE, "publish", null))
        .toList();
  }

  private static AnalysisReport report() {
    return new AnalysisReport(
        "50",
        STARTED,
        STARTED.plusSeconds(60),
        Verdict.FAIL,
        List.of(
            new CheckReport(
                "up",
                Severity.FAIL,
                Verdict.FAIL,
                new Counts(20, 2, 0, 0, 0),
                "web-1",
                "status 503, expected 200"),
            new CheckReport(
                "slow", Severity.WARN, Verdict.PASS, new Counts(22, 0, 0, 0, 0), null, "212 ms")));
  }

  private static DeploymentStatus status(
      Phase phase,
      @Nullable Outcome outcome,
      @Nullable Reason reason,
      List<HostStatus> hosts,
      List<Problem> problems) {
    boolean live = outcome == null;
    return new DeploymentStatus(
        "d-1",
        482,
        PlanKind.DEPLOYMENT,
        "shop",
        "production",
        "20261121-482",
        "4f2c9a1b77d04f2c9a1b77d0",
        "20261118-481",
        "canary",
        "7d1e03",
        "dev-1",
        STARTED,
        phase,
        STARTED.plusSeconds(130),
        outcome,
        reason,
        live ? STARTED.plusSeconds(200) : null,
        false,
        live ? new Split(50, List.of("web-1", "web-2"), List.of("web-3", "web-4")) : null,
        hosts,
        live
            ? List.of(new GateStatus("go", 1, List.of("lead-2"), Answer.APPROVED, 1, null))
            : List.of(),
        problems.isEmpty() ? report() : null,
        phase == Phase.NEEDS_ATTENTION
            ? List.of(Verb.RETRY, Verb.SKIP, Verb.UNDO, Verb.CLOSE)
            : live ? List.of(Verb.ABORT, Verb.PAUSE) : List.of(),
        problems,
        List.of(),
        null,
        null,
        null,
        null);
  }
}
