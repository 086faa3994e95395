package dev.windlass.workflows.backup;

import static dev.windlass.workflows.scene.ShopBackups.OFFSITE;
import static dev.windlass.workflows.scene.ShopBackups.VAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.backup.CatalogueActivities.Entered;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.RescanActivities.Found;
import dev.windlass.workflows.backup.RescanActivities.Oddity;
import dev.windlass.workflows.backup.RescanActivities.Scanned;
import dev.windlass.workflows.backup.RescanWorkflow.RescanStatus;
import dev.windlass.workflows.backup.RescanWorkflow.StoreFindings;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.scene.FakeBackups;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopBackups;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a rescan asks of stores and catalogue, in which order, and what it says. */
class RescanWorkflowTest {

  private static final Instant TAKEN_AT = Instant.parse("2026-11-20T02:00:00Z");
  private static final Oddity HALF = new Oddity("b-9", "it has no manifest");

  private final Scene scene = new Scene();
  private final FakeBackups world = scene.backups;

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void readsEveryStoreAPageAtATimeAndEntersEachPage() {
    world.pages.put(VAULT, page("b-2", List.of(), "b-1", "b-2"));
    world.pages.put(VAULT + "b-2", page(null, List.of(HALF), "b-3"));
    world.entered = new Entered(List.of("b-1"), List.of());

    RescanStatus end = result(ShopBackups.rescan(scene, VAULT, OFFSITE));

    assertThat(world.story)
        .containsExactly(
            "list database",
            "list files",
            "scan " + VAULT + " after ''",
            "enter 2 of " + VAULT + " for dev-1",
            "scan " + VAULT + " after 'b-2'",
            "enter 1 of " + VAULT + " for dev-1",
            "list database",
            "list files",
            "list database",
            "list files",
            "scan " + OFFSITE + " after ''",
            "list database",
            "list files");
    assertThat(end.reading()).isNull();
    assertThat(end.stores())
        .containsExactly(
            new StoreFindings(VAULT, 3, List.of("b-1", "b-1"), List.of(HALF), null),
            new StoreFindings(OFFSITE, 0, List.of(), List.of(), null));
  }

  @Test
  void namesWhatTheCatalogueHasAndTheStoreHasNot() {
    world.rows.add(new Row("b-1", TAKEN_AT, List.of(VAULT, OFFSITE), null, null));
    world.pages.put(VAULT, page(null, List.of(), "b-1"));

    RescanStatus end = result(ShopBackups.rescan(scene, VAULT, OFFSITE));

    assertThat(end.stores().getFirst().odd()).isEmpty();
    assertThat(end.stores().getLast().odd())
        .singleElement()
        .satisfies(odd -> {
          assertThat(odd.id()).isEqualTo("b-1");
          assertThat(odd.why()).contains("there is nothing of it", "another store");
        });
  }

  @Test
  void tellsWhatTheCatalogueKnowsBetter() {
    Oddity edited = new Oddity("b-1", "its manifest has been edited");
    world.pages.put(VAULT, page(null, List.of(), "b-1"));
    world.entered = new Entered(List.of(), List.of(edited));

    RescanStatus end = result(ShopBackups.rescan(scene, VAULT));

    assertThat(end.stores())
        .containsExactly(new StoreFindings(VAULT, 1, List.of(), List.of(edited), null));
  }

  @Test
  void aStoreThatCannotBeReadFailsTheRunAndKeepsNoOther() {
    world.failures.put("scan " + VAULT, Failures.of(FailureType.INVALID, "the vault is shut"));
    world.pages.put(OFFSITE, page(null, List.of(), "b-1"));
    world.entered = new Entered(List.of("b-1"), List.of());
    RescanWorkflow run = ShopBackups.rescan(scene, VAULT, OFFSITE);

    assertThatThrownBy(() -> result(run))
        .cause()
        .matches(failure -> Failures.is(failure, FailureType.FAILED))
        .hasMessageContaining(VAULT + " was not read to its end: the vault is shut");

    assertThat(run.status().stores())
        .containsExactly(
            new StoreFindings(VAULT, 0, List.of(), List.of(), "the vault is shut"),
            new StoreFindings(OFFSITE, 1, List.of("b-1"), List.of(), null));
  }

  @Test
  void temporalsCancelEndsIt() {
    world.endless.add("scan");
    RescanWorkflow run = ShopBackups.rescan(scene, VAULT, OFFSITE);
    Awaitility.await().until(() -> world.story.contains("scan " + VAULT + " after ''"));
    assertThat(run.status().reading()).isEqualTo(VAULT);
    WorkflowStub.fromTyped(run).cancel();

    assertThatThrownBy(() -> result(run)).isInstanceOf(WorkflowFailedException.class);

    assertThat(WorkflowStub.fromTyped(run).describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    assertThat(world.story).noneMatch(line -> line.contains(OFFSITE));
  }

  private static Scanned page(@Nullable String next, List<Oddity> odd, String... ids) {
    return new Scanned(
        List.of(ids).stream()
            .map(id -> new Found(id, "database", TAKEN_AT, TAKEN_AT, FakeBackups.TAKEN))
            .toList(),
        odd,
        next);
  }

  private static RescanStatus result(RescanWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(RescanStatus.class);
  }
}
