package dev.windlass.workflows.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreStatus;
import dev.windlass.workflows.scene.FakeBackups;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopRestores;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a restore needs to go on: one whole copy of what the target holds. */
class SafetyBackupTest {

  private static final StorePlace VAULT = ShopRestores.VAULT;
  private static final StorePlace OFFSITE = new StorePlace("file:///mnt/offsite", null, null, null);

  private final Scene scene = new Scene();
  private final FakeBackups world = scene.backups;

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void goesOnWhereOneStoreHasNoCopy() {
    world.failures.put("copy", Failures.of(FailureType.UNREACHABLE, "no route to host"));
    Duration before = now();

    RestoreStatus end = play(plan());

    assertThat(end.left()).isEqualTo(Left.RESTORED);
    assertThat(end.safety()).isEqualTo("b-1");
    assertThat(end.remarks())
        .containsExactly("b-1: not copied to " + OFFSITE + ": no route to host");
    assertThat(now().minus(before)).isLessThan(Duration.ofMinutes(5));
    assertThat(world.story)
        .containsSubsequence(
            "stored b-1 in " + VAULT,
            "discard b-1 in " + OFFSITE,
            "close b-1: null",
            "load b-7 as r-1",
            "close r-1: succeeded, RESTORED, safety b-1");
  }

  @Test
  void isTakenToTheNextStoreWhereTheFirstIsAway() {
    world.failures.put(
        "take b-1 to " + VAULT, Failures.of(FailureType.UNREACHABLE, "no route to host"));

    RestoreStatus end = play(plan());

    assertThat(end.safety()).isEqualTo("b-1");
    assertThat(end.remarks()).containsExactly("b-1: not taken to " + VAULT + ": no route to host");
    assertThat(world.story)
        .containsSubsequence(
            "discard b-1 in " + VAULT,
            "take b-1 to " + OFFSITE,
            "stored b-1 in " + OFFSITE,
            "close b-1: null",
            "load b-7 as r-1")
        .noneMatch(line -> line.startsWith("copy"));
  }

  @Test
  void isWholeNowhereThenNothingIsRestored() {
    world.failures.put("take", Failures.of(FailureType.UNREACHABLE, "no route to host"));

    assertThatThrownBy(() -> play(plan()))
        .cause()
        .matches(failure -> Failures.is(failure, FailureType.FAILED))
        .hasMessageContaining("no route to host; the target is as before");

    assertThat(world.story).noneMatch(line -> line.startsWith("load"));
  }

  private static RestorePlan plan() {
    RestorePlan plan = ShopRestores.plan(Database.Engine.MARIADB);
    return new RestorePlan(
        plan.application(),
        plan.environment(),
        plan.backup(),
        plan.target(),
        plan.tables(),
        Objects.requireNonNull(plan.safety()).to(List.of(VAULT, OFFSITE)),
        plan.ssh(),
        plan.limit(),
        null);
  }

  private Duration now() {
    return Duration.ofMillis(scene.environment.currentTimeMillis());
  }

  private RestoreStatus play(RestorePlan plan) {
    return WorkflowStub.fromTyped(ShopRestores.start(scene, plan)).getResult(RestoreStatus.class);
  }
}
