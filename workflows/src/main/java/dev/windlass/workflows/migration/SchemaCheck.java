package dev.windlass.workflows.migration;

import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.backup.CatalogueActivities.ListBackups;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.SchemaObjections.Asked;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.Migrations.Guard;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks whether migrations may run, as far as that can be known before they do. */
public final class SchemaCheck {

  private final String application;
  private final String environment;
  private final @Nullable Guard guard;

  public SchemaCheck(String application, String environment, @Nullable Guard guard) {
    this.application = application;
    this.environment = environment;
    this.guard = guard;
  }

  /** Everything that stands against it; the catalogue is asked only where rows may be lost. */
  public List<Problem> problems(@Nullable Reading reading) {
    if (reading == null) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>(SchemaObjections.of(reading));
    if (guard != null && guard.drill() != null && !reading.losing().isEmpty()) {
      CatalogueActivities catalogue =
          Workflow.newActivityStub(
              CatalogueActivities.class,
              ActivityPolicies.centralSoon("look for a backup that passed a drill"));
      try {
        problems.addAll(
            SchemaObjections.unproved(
                reading,
                guard.drill(),
                catalogue.list(new ListBackups(application, environment, "database")).rows(),
                new Asked(environment, NamedTimer.now())));
      } catch (ActivityFailure failure) {
        if (failure.getCause() instanceof CanceledFailure) {
          throw failure;
        }
        problems.add(new Problem(SchemaObjections.MIGRATIONS, Words.of(failure), null));
      }
    }
    return problems;
  }
}
