package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.GitSource;
import dev.windlass.workflows.inspection.InspectionWorkflow.Inspect;
import dev.windlass.workflows.inspection.InspectionWorkflow.SeenHost;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.RuntimeVersion;
import dev.windlass.workflows.plan.StandingWatch;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.preflight.PlannedNames;
import dev.windlass.workflows.ramp.RampStep;
import dev.windlass.workflows.traffic.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanCompilerTest {

  private static final Aim.Deploy DEPLOY = new Aim.Deploy();

  @Test
  void letsHostsJoinBeforeTheWeightOutgrowsThem() {
    DeploymentPlan plan = PlanCompiler.compile(PlanFixture.order("production", DEPLOY));

    assertThat(plan.strategy())
        .isEqualTo(
            new StrategyPlan.Canary(
                web(1, 2),
                List.of(
                    new RampStep(10, Duration.ofMinutes(10), null, List.of()),
                    new RampStep(50, Duration.ofMinutes(30), "half", web(3, 4)),
                    new RampStep(100, Duration.ofMinutes(15), null, web(5, 8))),
                List.of("queue-1.shop.internal", "queue-2.shop.internal")));
  }

  @Test
  void sendsTheFirstReleaseToAllHostsAtOnceSinceNoneCouldServeTheRest() {
    DeploymentPlan plan =
        PlanCompiler.compile(
            new PlanOrder(
                PlanFixture.example(),
                "production",
                DEPLOY,
                PlanFixture.facts("production", null)));

    assertThat(plan.strategy()).isEqualTo(new StrategyPlan.Atomic());
    assertThat(plan.gates()).extracting(gate -> gate.name()).containsExactly("go");
  }

  @Test
  void saysTheFileInTheWordsOfThePlan() {
    DeploymentPlan plan = PlanCompiler.compile(PlanFixture.order("production", DEPLOY));

    assertThat(plan.kind()).isEqualTo(PlanKind.DEPLOYMENT);
    assertThat(plan.layout().shared())
        .containsExactly(
            new Layout.Shared("storage", Layout.Kind.DIRECTORY),
            new Layout.Shared("config/local.php", Layout.Kind.FILE));
    assertThat(plan.hosts()).hasSize(12);
    assertThat(plan.releaseHosts()).hasSize(10);
    assertThat(plan.build()).extracting(step -> step.name()).containsExactly("caches", "assets");
    assertThat(plan.reload().getFirst().line()).isEqualTo("systemctl reload php8.3-fpm");
    assertThat(plan.router())
        .asInstanceOf(type(Router.Nginx.class))
        .satisfies(nginx -> assertThat(nginx.hosts()).hasSize(2));
    assertThat(plan.migrations())
        .asInstanceOf(type(Migrations.Scripts.class))
        .extracting(Migrations.Scripts::database)
        .isEqualTo(
            new Database(
                Database.Engine.MARIADB,
                "db-1.shop.internal",
                3306,
                "shop",
                "windlass",
                "db-windlass",
                "queue-1.shop.internal"));
    assertThat(plan.checks().getFirst().probe())
        .asInstanceOf(type(Probe.Http.class))
        .satisfies(http -> assertThat(http.bearer()).isEqualTo("smoke-token"));
    assertThat(plan.found()).isEqualTo(new Found("20261118-2", "b81d77e", PlanFixture.PENDING));
  }

  @Test
  void givesAHostInSeveralRolesOnceWithAllOfThem() {
    DeploymentPlan plan = PlanCompiler.compile(PlanFixture.order("development", DEPLOY));

    assertThat(plan.hosts())
        .containsExactly(
            new Host("dev-1.shop.internal", 2222, "deploy", List.of("web", "queue"), null));
  }

  @Test
  void compilesTheSameOrderToTheSameHash() {
    assertThat(PlanHash.of(PlanCompiler.compile(PlanFixture.order("production", DEPLOY))))
        .isEqualTo(PlanHash.of(PlanCompiler.compile(PlanFixture.order("production", DEPLOY))));
  }

  @Test
  void saysWhatBecomesOfAFailingCheckOnceARevisionIsLive() {
    DeploymentPlan production = PlanCompiler.compile(PlanFixture.order("production", DEPLOY));
    DeploymentPlan development = PlanCompiler.compile(PlanFixture.order("development", DEPLOY));
    DeploymentPlan testing = PlanCompiler.compile(PlanFixture.order("testing", DEPLOY));

    assertThat(production.alarmsOnly()).isFalse();
    assertThat(production.standingWatch())
        .isEqualTo(new StandingWatch(Duration.ofSeconds(30), null));
    assertThat(development.standingWatch())
        .extracting(StandingWatch::seen)
        .isEqualTo("shared/storage/down");
    assertThat(testing.watch()).hasMinutes(10);
    assertThat(testing.alarmsOnly()).isTrue();
    assertThat(testing.standingWatch()).isNull();
  }

  @Test
  void watchesAfterARollbackAsAfterADeploymentAndAfterNothingElse() {
    Aim.GoBack back = new Aim.GoBack(null, PlanFixture.KNOWN, null);
    List<Aim> others =
        List.of(new Aim.SetUp(), new Aim.Maintain(true, null, null), PlanFixture.RECOVER);

    assertThat(PlanCompiler.compile(PlanFixture.order("production", back)).standingWatch())
        .isNotNull();
    assertThat(others)
        .map(aim -> PlanCompiler.compile(PlanFixture.order("production", aim)).watching())
        .containsOnlyNulls();
  }

  @Test
  void refusesWithEveryReasonAtOnce() {
    Facts facts =
        PlanFixture.with(
            PlanFixture.facts("staging", null),
            List.of(
                new Problem("stage-1", "310 MB free, needs 640", null),
                new Problem("stage-2", "unreachable", null)));
    Facts without = new Facts(null, facts.hosts(), facts.pending(), facts.problems());
    assertThatThrownBy(() ->
            PlanCompiler.compile(new PlanOrder(PlanFixture.example(), "staging", DEPLOY, without)))
        .isInstanceOf(PlanRefusedException.class)
        .extracting(refused -> ((PlanRefusedException) refused).problems(), list(Problem.class))
        .extracting(Problem::where)
        .containsExactly("stage-1", "stage-2", "release");
  }

  @Test
  void goesBackToTheNewestGoodReleaseBeforeTheLiveOne() {
    DeploymentPlan plan =
        PlanCompiler.compile(
            PlanFixture.order("production", new Aim.GoBack(null, PlanFixture.KNOWN, null)));

    assertThat(plan.kind()).isEqualTo(PlanKind.ROLLBACK);
    assertThat(plan.release())
        .isEqualTo(
            new ReleaseSource.Existing(
                "20261115-1", "a7e5501", "20261118-2", "scripts have no way down"));
    assertThat(plan.build()).isEmpty();
    assertThat(plan.migrations()).isNull();
    assertThat(plan.strategy()).isEqualTo(new StrategyPlan.Atomic());
    assertThat(plan.checks()).isNotEmpty();
  }

  @Test
  void goesBackToANamedRelease() {
    DeploymentPlan plan =
        PlanCompiler.compile(
            PlanFixture.order("production", new Aim.GoBack("20261101-1", PlanFixture.KNOWN, null)));

    assertThat(plan.release())
        .isEqualTo(
            new ReleaseSource.Existing(
                "20261101-1", "0ddba11", "20261118-2", "scripts have no way down"));
  }

  @Test
  void passesOverAReleaseThatAHostDoesNotHaveAnyMore() {
    Facts all = PlanFixture.facts("production", "20261118-2");
    List<SeenHost> hosts = new ArrayList<>(all.hosts());
    hosts.set(3, new SeenHost(hosts.get(3).host(), withOnly("20261101-1", "20261118-2")));
    Facts facts = new Facts(null, hosts, List.of(), List.of());

    assertThat(back(null, facts).release().revision()).isEqualTo("0ddba11");
    assertThat(refusal("20261115-1", facts))
        .containsExactly(
            new Problem(
                "web-4.shop.internal",
                "release 20261115-1 is not on disk any more",
                "another release"));
  }

  @Test
  void refusesToGoBackToABadOrUnknownOrLiveRelease() {
    Facts facts = PlanFixture.facts("production", "20261118-2");

    assertThat(refusal("20261118-1", facts))
        .extracting(Problem::what)
        .containsExactly("was marked bad");
    assertThat(refusal("20261118-2", facts))
        .extracting(Problem::what)
        .containsExactly("is live already");
    assertThat(refusal("nonsense", facts).getFirst().what()).startsWith("no such release");
    assertThat(refusal(null, PlanFixture.facts("production", null)).getFirst().what())
        .startsWith("no host has a live release");
    assertThat(refusal(null, PlanFixture.facts("production", "20261101-1")).getFirst().what())
        .startsWith("no good release before 20261101-1");
  }

  @Test
  void asksTheInspectionForGitOrTheArtifactButNotBoth() {
    var example = PlanFixture.example();

    assertThat(Inspections.ofDeployment(example, "development", null, null).git())
        .isEqualTo(new GitSource("git@git.shop.internal:web/shop.git", "main", "git-deploy-key"));
    assertThat(Inspections.ofDeployment(example, "development", PlanFixture.ARTIFACT, null).git())
        .isNull();
    assertThat(Inspections.ofDeployment(example, "production", PlanFixture.ARTIFACT, null).groups())
        .flatExtracting(group -> group.hosts())
        .hasSize(12)
        .anyMatch(host -> host.has(Host.BALANCER));
  }

  @Test
  void asksAtPlanTimeWhatARunWouldBeRefusedFor() {
    var example = PlanFixture.example();
    Inspect asked = Inspections.ofDeployment(example, "production", PlanFixture.ARTIFACT, null);

    assertThat(asked.names())
        .isEqualTo(
            new PlannedNames(
                List.of("app-key", "db-windlass", "smoke-token"),
                List.of("db-1.shop.internal:3306"),
                List.of("APP_DEBUG", "APP_KEY")));
    assertThat(asked.requires()).contains(new RuntimeVersion("php", "8.2"));
    assertThat(PlanCompiler.compile(PlanFixture.order("production", DEPLOY)).requires())
        .isEqualTo(asked.requires());
    assertThat(Inspections.ofSetUp(example, "production").names()).isEqualTo(asked.names());
  }

  @Test
  void letsNothingStandInTheWayBackThatOnlyANewReleaseNeeds() {
    Inspect asked = Inspections.ofReturn(PlanFixture.example(), "production");

    assertThat(asked.names()).isNull();
    assertThat(asked.requires()).isNull();
    assertThat(asked.dotEnv()).isNull();
    assertThat(asked.groups()).isNotEmpty();
  }

  private static DeploymentPlan back(@Nullable String to, Facts facts) {
    return PlanCompiler.compile(
        new PlanOrder(
            PlanFixture.example(),
            "production",
            new Aim.GoBack(to, PlanFixture.KNOWN, null),
            facts));
  }

  private static List<Problem> refusal(@Nullable String to, Facts facts) {
    try {
      back(to, facts);
      throw new AssertionError("a plan was made");
    } catch (PlanRefusedException refused) {
      return refused.problems();
    }
  }

  private static HostFacts withOnly(String... releases) {
    var facts = PlanFixture.host("20261118-2");
    return new HostFacts(
        facts.bootId(),
        facts.initStarted(),
        facts.live(),
        facts.liveRevision(),
        List.of(releases),
        facts.freeBytes(),
        facts.fence(),
        null);
  }

  private static List<String> web(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> "web-" + number + ".shop.internal")
        .toList();
  }
}
