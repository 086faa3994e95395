package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.traffic.Split;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeFleetTest {

  private static final List<Host> HOSTS = Plans.fleet(1000);

  private static List<String> web(int from, int to) {
    return HOSTS.subList(from, to).stream().map(Host::name).toList();
  }

  @Test
  void aThousandHostsMakeAShortHistory() {
    StrategyPlan ramp =
        new StrategyPlan.Canary(
            web(0, 100),
            List.of(
                new RampStep(10, Duration.ofMinutes(10), null, List.of()),
                new RampStep(50, Duration.ofMinutes(30), null, web(100, 400)),
                new RampStep(100, Duration.ofMinutes(15), null, web(400, 1000))),
            List.of("queue-1"));
    try (Scene scene = new Scene()) {
      scene.world.split = Split.even(web(0, 1000));

      assertThat(scene.play(Plans.canary().flyway().hosts(HOSTS).strategy(ramp).plan()))
          .isEqualTo("succeeded");

      int parent = events(scene, WorkflowIds.change("shop", "production"));
      int child = events(scene, WorkflowIds.ramp(Scene.DEPLOYMENT));
      System.out.printf("proof: events of 1000 hosts | %d | under 1000%n", parent + child);
      assertThat(parent + child).isLessThan(1000);
    }
  }

  private static int events(Scene scene, String workflow) {
    return scene.client().fetchHistory(workflow).getEvents().size();
  }
}
