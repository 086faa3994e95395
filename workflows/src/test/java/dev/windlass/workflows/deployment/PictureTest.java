package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees who has only the Temporal UI. */
class PictureTest {

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aWaitingGateSaysWhatToType() {
    DeploymentWorkflow run =
        scene.start(Plans.atomic().gate(Plans.gate("go", Gate.Before.MIGRATIONS)).plan());
    scene.sleep(Duration.ofMinutes(1));

    assertThat(Picture.of(run.status()))
        .contains("## shop production · 20261121-7 · **waiting**")
        .contains("| web-1 | prepared | prepare |")
        .contains("- gate go: 0 of 1 approvals")
        .contains("- `approve` `\"go\"` or `{\"gate\": \"go\", \"by\": \"your name\"}`")
        .contains("- `abort` `\"why\"`");
  }

  @Test
  void aRampShowsWeightHostsAndVerdicts() {
    DeploymentWorkflow run = scene.start(Plans.canary().plan());
    scene.sleep(Duration.ofMinutes(7));

    assertThat(Picture.of(run.status()))
        .contains("weight **10 %** on web-1")
        .contains("- up pass status 200")
        .contains("- `promote`");
  }

  @Test
  void aQuestionNamesTheHostsToAnswerFor() {
    scene.world.results("prepare", "web-2", Result.UNKNOWN);
    DeploymentWorkflow run = scene.start(Plans.atomic().plan());
    scene.sleep(Duration.ofMinutes(1));

    assertThat(Picture.of(run.status()))
        .contains("prepare on web-2 may or may not have run")
        .contains("- `retry` `\"web-2\"`")
        .contains("- `skip` `\"web-2\"`");
  }
}
