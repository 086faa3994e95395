package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.SeenHost;
import dev.windlass.workflows.plan.ReleaseSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTargetTest {

  private static final Aim.KnownRelease LIVE = PlanFixture.KNOWN.getFirst();

  private final List<Problem> problems = new ArrayList<>();

  private ReleaseSource.Recovered of(Aim.Recover recover, Facts facts) {
    return RecoveryTarget.of(recover, facts, problems);
  }

  private static Facts hosts(SeenHost... hosts) {
    return new Facts(null, List.of(hosts), List.of(), List.of());
  }

  private static SeenHost host(String name, String live) {
    return new SeenHost(name, PlanFixture.host(live.isEmpty() ? null : live));
  }

  @Test
  void isTheLedgersReleaseWhateverTheHostsHave() {
    Facts facts = hosts(host("web-1", "20261118-2"), host("web-2", "20261115-1"));

    assertThat(of(PlanFixture.RECOVER, facts))
        .isEqualTo(
            new ReleaseSource.Recovered("20261118-2", "b81d77e", PlanFixture.RECOVER.left()));
    assertThat(problems).isEmpty();
  }

  @Test
  void namesEveryHostThatHasTheLedgersReleaseNoMore() {
    Facts facts = hosts(host("web-1", "20261118-2"), host("web-2", ""));

    of(new Aim.Recover(false, LIVE, List.of()), facts);

    assertThat(problems).extracting(Problem::where).containsExactly("web-2");
    assertThat(problems.getFirst().mend()).contains("--adopt");
  }

  @Test
  void isNothingWhereNothingWasLive() {
    Facts facts = hosts(host("web-1", "20261118-2"));

    assertThat(of(new Aim.Recover(false, null, List.of()), facts).release()).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void adoptsWhatAllHostsHave() {
    Facts facts = hosts(host("web-1", "20261115-1"), host("web-2", "20261115-1"));

    assertThat(of(new Aim.Recover(true, LIVE, List.of()), facts).release()).isEqualTo("20261115-1");
  }

  @Test
  void adoptsNothingThatHostsDoNotAgreeOn() {
    Aim.Recover adopt = new Aim.Recover(true, LIVE, List.of());
    of(adopt, hosts(host("web-1", "20261118-2"), host("web-2", "20261115-1")));
    of(adopt, hosts(host("web-3", "")));

    assertThat(problems).extracting(Problem::where).containsExactly("web-1", "web-2", "web-3");
    assertThat(problems).allMatch(problem -> problem.what().contains("can be adopted"));
  }
}
