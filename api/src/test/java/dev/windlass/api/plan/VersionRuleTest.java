package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.api.specification.Release.Part;
import dev.windlass.api.specification.Release.Policy;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.ReleaseSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRuleTest {

  private static final Policy MINOR = new Policy(Part.MINOR, Part.MINOR);
  private static final Policy STRICT = new Policy(Part.MINOR, Part.MAJOR);
  private static final List<String> SOME = List.of("V2__note.sql");
  private static final List<String> NONE = List.of();

  @ParameterizedTest
  @CsvSource({
    "7.5.1, 7.6.0",
    "7.5.1, 7.7.3",
    "7.5.1, 8.0.0",
    "v7.5.1, v7.6.0",
    "b81d77e, 7.5.1",
    ", 1.0.0"
  })
  void migrationsNeedTheDeclaredPartRaised(@Nullable String live, String version) {
    assertThat(problems(MINOR, live, version, SOME)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7.5.1, 7.5.2", "7.5.1, 7.5.1", "7.5.1, 7.4.9", "7.5.1, 6.9.0"})
  void migrationsInALesserVersionAreNoPlan(String live, String version) {
    assertThat(problems(MINOR, live, version, SOME))
        .containsExactly(
            new Problem(
                "release",
                version
                    + ", but 7.5.1 is live and the release brings migrations: the second (minor)"
                    + " part must be raised",
                "windlass plan production --artifact <file> --revision <version>, with 7.6.0, or"
                    + " above"));
  }

  @Test
  void anyOtherReleaseRaisesTheLastPart() {
    assertThat(problems(MINOR, "7.5.1", "7.5.2", NONE)).isEmpty();
    assertThat(problems(MINOR, "7.5.1", "7.6.0", NONE)).isEmpty();
    assertThat(problems(MINOR, "7.5.1", "7.5.1", NONE)).as("the same once more").isEmpty();
    assertThat(problems(MINOR, "7.5.1", "7.5.0", NONE))
        .extracting(Problem::what)
        .containsExactly("7.5.0, but 7.5.1 is live: the last (patch) part must be raised");
  }

  @Test
  void aBrokenApiNeedsTheStricterOfBothParts() {
    assertThat(problems(STRICT, "7.5.1", "8.0.0+broken-api", SOME)).isEmpty();
    assertThat(problems(STRICT, "7.5.1", "7.6.0+broken-api", SOME))
        .containsExactly(
            new Problem(
                "release",
                "7.6.0+broken-api, but 7.5.1 is live and the release brings migrations and the"
                    + " release breaks its API: the first (major) part must be raised",
                "windlass plan production --artifact <file> --revision <version>, with"
                    + " 8.0.0+broken-api, or above"));
    assertThat(problems(MINOR, "7.5.1", "7.5.2+broken-api", NONE)).hasSize(1);
    assertThat(problems(MINOR, "7.5.1+broken-api", "7.5.2", NONE)).isEmpty();
  }

  @Test
  void aRevisionThatIsNoVersionIsNoPlan() {
    for (String text : List.of("4f2c9a1", "7.5", "7.5.1-rc1", "7.5.1+other", "7.5.1.2")) {
      assertThat(problems(MINOR, null, text, NONE))
          .singleElement()
          .extracting(Problem::what)
          .asString()
          .startsWith(text + ", which is no version");
    }
  }

  @Test
  void stopsThePlan() {
    PlanOrder order = PlanFixture.order("testing", new Aim.Deploy());
    assertThat(PlanCompiler.compile(order).release().revision()).isEqualTo("7.6.0");
    PlanOrder without =
        new PlanOrder(
            order.specification(), "testing", order.aim(), PlanFixture.unversioned("testing"));
    assertThatThrownBy(() -> PlanCompiler.compile(without))
        .isInstanceOfSatisfying(
            PlanRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .extracting(Problem::what)
                    .asString()
                    .startsWith("4f2c9a1")
                    .contains(", which is no version; the file asks for one"));
  }

  private static List<Problem> problems(
      Policy policy, @Nullable String live, String version, List<String> pending) {
    return new VersionRule(policy, "production")
        .of(
            new ReleaseSource.Artifact("0".repeat(64), 1, ArchiveForm.TAR, version),
            new Found(live == null ? null : "1", live, pending));
  }
}
