package dev.windlass.workflows.migration;

import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.backup.CatalogueActivities.ListBackups;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.SchemaObjections.Asked;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.Migrations.Fresh;
import dev.windlass.workflows.plan.Migrations.Guard;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks whether migrations may run, as far as that can be known before they do. */
public final class SchemaCheck {

  private final String application;
  private final String environment;
  private final @Nullable Guard guard;
  private final @Nullable String live;

  /**
   * @param live the release that is live, or null where none is
   */
  public SchemaCheck(
      String application, String environment, @Nullable Guard guard, @Nullable String live) {
    this.application = application;
    this.environment = environment;
    this.guard = guard;
    this.live = live;
  }

  /** Everything that stands against it; the catalogue is asked only where the file wants it. */
  public List<Problem> problems(@Nullable Reading reading) {
    if (reading == null) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>(SchemaObjections.of(reading));
    Duration drill = guard == null || reading.losing().isEmpty() ? null : guard.drill();
    Duration backup = guard == null || !reading.touches() ? null : within(guard.backup());
    if (drill == null && backup == null) {
      return problems;
    }
    try {
      List<Row> rows = rows();
      Asked asked = new Asked(environment, NamedTimer.now());
      if (drill != null) {
        problems.addAll(SchemaObjections.unproved(reading, drill, rows, asked));
      }
      if (backup != null) {
        problems.addAll(SchemaObjections.stale(backup, rows, asked));
      }
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      problems.add(new Problem(SchemaObjections.MIGRATIONS, Words.of(failure), null));
    }
    return problems;
  }

  /** Null where none is wanted, or the deployment itself sees to it. */
  private @Nullable Duration within(@Nullable Fresh wanted) {
    return wanted == null || (wanted.secured() && live != null) ? null : wanted.within();
  }

  /** Those with every table: what is lost may be in one that others leave out. */
  private List<Row> rows() {
    CatalogueActivities catalogue =
        Workflow.newActivityStub(
            CatalogueActivities.class,
            ActivityPolicies.centralSoon("look for backups of the database"));
    return catalogue.list(new ListBackups(application, environment, "database")).rows().stream()
        .filter(row -> !row.selected())
        .toList();
  }
}
