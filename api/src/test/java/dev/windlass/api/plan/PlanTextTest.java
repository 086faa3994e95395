package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Rehearsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people read before they say yes. Run with {@code -Dwindlass.rewrite=true} to write the texts
 * anew, and review the difference.
 */
class PlanTextTest {

  private static final Path FOLDER = Path.of("src/test/resources/plan");

  static Stream<Arguments> plans() {
    return Stream.of(
        Arguments.of("canary", plan("production", new Aim.Deploy())),
        Arguments.of("standard", plan("development", new Aim.Deploy())),
        Arguments.of("alarm", plan("testing", new Aim.Deploy())),
        Arguments.of("commands", plan("staging", new Aim.Deploy())),
        Arguments.of("first", deploying("production", PlanFixture.facts("production", null))),
        Arguments.of(
            "remarks",
            deploying(
                "staging", PlanFixture.wondering(PlanFixture.facts("staging", "20261118-2")))),
        Arguments.of(
            "schema",
            deploying(
                "production", PlanFixture.reading(PlanFixture.facts("production", "20261118-2")))),
        Arguments.of("rehearsed", PlanFixture.rehearsed(PlanFixture.DONE)),
        Arguments.of("unrehearsed", PlanFixture.rehearsed(new Rehearsed.Never())),
        Arguments.of(
            "restoring",
            PlanCompiler.compile(
                new PlanOrder(
                    PlanFixture.restoring(),
                    "production",
                    new Aim.Deploy(),
                    PlanFixture.one("20261118-2")))),
        Arguments.of("taking-down", PlanFixture.takingDown()),
        Arguments.of("unread", PlanFixture.unread()),
        Arguments.of("rollback", plan("production", new Aim.GoBack(null, PlanFixture.KNOWN, null))),
        Arguments.of("rollback-down", plan("development", PlanFixture.backByCommand())),
        Arguments.of(
            "rollback-kept",
            plan("development", new Aim.GoBack("20261115-1", PlanFixture.KNOWN, null))),
        Arguments.of("recovery", plan("production", PlanFixture.RECOVER)),
        Arguments.of("maintenance-on", plan("development", new Aim.Maintain(true, null, null))),
        Arguments.of(
            "maintenance-without-limit",
            plan("development", new Aim.Maintain(true, null, Duration.ZERO))),
        Arguments.of("maintenance-off", plan("development", new Aim.Maintain(false, null, null))),
        Arguments.of("setup", plan("production", new Aim.SetUp())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void showsThePlanOnOnePage(String name, DeploymentPlan plan) throws IOException {
    String page = PlanText.of(plan);

    assertThat(page.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
    assertGolden(name + ".txt", page);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void listsEveryCommandOfThePlan(String name, DeploymentPlan plan) throws IOException {
    String listing = PlanListing.of(plan);

    assertThat(plan.hosts()).allSatisfy(host -> assertThat(listing).contains(host.name()));
    assertGolden(name + ".listing.txt", listing);
  }

  @Test
  void shortensHostsThatFollowEachOther() {
    Names names = new Names(List.of());

    assertThat(names.brief(List.of("web-1.x", "web-2.x", "web-4.x"))).isEqualTo("web-1..2 web-4");
    assertThat(names.brief(List.of("127.0.0.9", "127.0.0.10", "127.0.0.11")))
        .isEqualTo("127.0.0.9..11");
    assertThat(names.brief(List.of("a", "c", "e", "g", "i"))).isEqualTo("a c e … (5)");
  }

  private static DeploymentPlan plan(String environment, Aim aim) {
    return PlanCompiler.compile(PlanFixture.order(environment, aim));
  }

  private static DeploymentPlan deploying(String environment, Facts facts) {
    return PlanCompiler.compile(
        new PlanOrder(PlanFixture.example(), environment, new Aim.Deploy(), facts));
  }

  private static void assertGolden(String file, String text) throws IOException {
    Path path = FOLDER.resolve(file);
    if (Boolean.getBoolean("windlass.rewrite")) {
      Files.writeString(path, text);
    }
    assertThat(path).content().isEqualTo(text);
  }
}
