package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Release;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.plan.Background;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles plans: the same order always gives the same plan. */
public final class PlanCompiler {

  private static final int FORMAT = 1;

  private PlanCompiler() {}

  /**
   * The plan.
   *
   * @throws PlanRefusedException with every reason why there can be none
   */
  public static DeploymentPlan compile(PlanOrder order) {
    List<Problem> problems = new ArrayList<>(order.facts().problems());
    Found found = FoundFacts.of(order.facts()).with(order.rehearsed());
    DeploymentPlan plan =
        switch (order.aim()) {
          case Aim.Deploy _ -> deployment(order, artifact(order, found, problems), found);
          case Aim.GoBack back ->
              rollback(
                  order, ReturnTarget.of(back, order.facts(), found, problems), back.last(), found);
          case Aim.Recover recover ->
              recovery(order, RecoveryTarget.of(recover, order.facts(), problems), found);
          case Aim.SetUp _ -> setUp(order, found);
          case Aim.Maintain maintain -> maintenance(order, maintain, problems);
        };
    if (!problems.isEmpty()) {
      throw new PlanRefusedException(problems);
    }
    return plan;
  }

  private static ReleaseSource artifact(PlanOrder order, Found found, List<Problem> problems) {
    ReleaseSource.Artifact artifact = order.facts().artifact();
    if (artifact == null) {
      problems.add(
          new Problem(
              "release",
              "no artifact",
              order.place().release() instanceof Release.Git
                  ? "windlass deploy --revision: one that the repository has"
                  : "windlass deploy --artifact: a packed release"));
      return new ReleaseSource.Nothing();
    }
    if (order.place().release() instanceof Release.Artifact built && built.version() != null) {
      problems.addAll(new VersionRule(built.version(), order.environment()).of(artifact, found));
    }
    return artifact;
  }

  static DeploymentPlan deployment(PlanOrder order, ReleaseSource artifact, Found found) {
    Environment place = order.place();
    PlanParts parts = new PlanParts(order.specification(), place);
    DataParts data = new DataParts(place);
    MaintenanceParts maintenance = new MaintenanceParts(place, order.bypass());
    StrategyPlan strategy = strategy(place, found);
    Migrations migrations = data.migrations();
    return new DeploymentPlan(
        FORMAT,
        PlanKind.DEPLOYMENT,
        order.specification().application(),
        order.environment(),
        artifact,
        parts.layout(),
        parts.ssh(),
        parts.hosts(),
        parts.backend(),
        place.url(),
        parts.env(),
        parts.build(),
        parts.reload(),
        parts.proof(),
        migrations,
        parts.router(),
        strategy,
        data.checks(),
        gates(parts, strategy),
        place.watch().lasts(),
        UnreadSchema.known(found, migrations, place),
        new BackupPlans(order.specification(), order.environment()).beforeDeployment(),
        maintenance.maintenance(),
        new BackgroundParts(place).background(),
        parts.requires(),
        new WatchParts(place).watching(),
        parts.passed());
  }

  /** The first release goes to all hosts at once: there is none that could serve the rest. */
  private static StrategyPlan strategy(Environment place, Found found) {
    return found.live() == null ? new StrategyPlan.Atomic() : CanaryPlan.of(place);
  }

  /** Those that something waits for: a gate of the ramp goes with it. */
  private static List<Gate> gates(PlanParts parts, StrategyPlan strategy) {
    List<RampStep> ramp =
        strategy instanceof StrategyPlan.Canary canary ? canary.ramp() : List.of();
    return parts.gates().stream()
        .filter(gate ->
            gate.before() != null
                || ramp.stream().anyMatch(step -> gate.name().equals(step.gate())))
        .toList();
  }

  /** All hosts at once, nothing built, no gate: the night is no time to wait for people. */
  private static DeploymentPlan rollback(
      PlanOrder order, ReleaseSource.Existing target, Aim.@Nullable LastChange last, Found found) {
    Environment place = order.place();
    PlanParts parts = new PlanParts(order.specification(), place);
    DataParts data = new DataParts(place);
    SchemaReturn schema =
        SchemaReturn.of(data.migrations(), last, target.replaces(), target.release());
    return new DeploymentPlan(
        FORMAT,
        PlanKind.ROLLBACK,
        order.specification().application(),
        order.environment(),
        new ReleaseSource.Existing(
            target.release(), target.revision(), target.replaces(), schema.kept()),
        parts.layout(),
        parts.ssh(),
        parts.hosts(),
        parts.backend(),
        place.url(),
        List.of(),
        List.of(),
        parts.reload(),
        parts.proof(),
        schema.down(),
        parts.router(),
        new StrategyPlan.Atomic(),
        data.checks(),
        List.of(),
        place.watch().lasts(),
        new Found(found.live(), found.liveRevision(), List.of()),
        null,
        null,
        new BackgroundParts(place).background(),
        new WatchParts(place).watching());
  }

  /** Ends what still runs, then one known release on every host and even weights. */
  private static DeploymentPlan recovery(
      PlanOrder order, ReleaseSource.Recovered target, Found found) {
    Environment place = order.place();
    PlanParts parts = new PlanParts(order.specification(), place);
    return new DeploymentPlan(
        FORMAT,
        PlanKind.RECOVERY,
        order.specification().application(),
        order.environment(),
        target,
        parts.layout(),
        parts.ssh(),
        parts.hosts(),
        parts.backend(),
        place.url(),
        List.of(),
        List.of(),
        parts.reload(),
        parts.proof(),
        null,
        parts.router(),
        new StrategyPlan.Atomic(),
        List.of(),
        List.of(),
        Duration.ZERO,
        new Found(found.live(), found.liveRevision(), List.of()),
        null,
        null,
        new BackgroundParts(place).background(),
        null);
  }

  /** Nothing is asked of the hosts: who closes the doors is in a hurry. */
  private static DeploymentPlan maintenance(
      PlanOrder order, Aim.Maintain maintain, List<Problem> problems) {
    Maintenance maintenance =
        new MaintenanceParts(order.place(), order.bypass()).maintenance(maintain);
    if (maintenance == null) {
      problems.add(
          new Problem(
              "maintenance",
              "the file does not say what closes the application",
              "maintenance: {by: balancer}, {by: {file: …}} or {by: {command: {on: …, off: …}}}"));
    }
    return unreleased(order, Found.nothing(), new BackgroundParts(order.place()).background())
        .closing(maintain.on(), maintenance);
  }

  private static DeploymentPlan setUp(PlanOrder order, Found found) {
    return unreleased(order, found, null);
  }

  private static DeploymentPlan unreleased(
      PlanOrder order, Found found, @Nullable Background background) {
    Environment place = order.place();
    PlanParts parts = new PlanParts(order.specification(), place);
    return new DeploymentPlan(
        FORMAT,
        PlanKind.SETUP,
        order.specification().application(),
        order.environment(),
        new ReleaseSource.Nothing(),
        parts.layout(),
        parts.ssh(),
        parts.hosts(),
        parts.backend(),
        place.url(),
        parts.env(),
        List.of(),
        List.of(),
        null,
        null,
        parts.router(),
        new StrategyPlan.Atomic(),
        List.of(),
        List.of(),
        Duration.ZERO,
        found,
        null,
        null,
        background,
        parts.requires(),
        null,
        null);
  }
}
