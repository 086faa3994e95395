package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Specification;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.maintenance.Bypass;
import dev.windlass.workflows.plan.Rehearsed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a plan is made of.
 *
 * @param environment name of an environment of the file
 * @param facts what the inspection saw
 * @param bypass people who get through a maintenance
 * @param rehearsed whether a drill has run what is pending; null where nobody could say
 */
public record PlanOrder(
    Specification specification,
    String environment,
    Aim aim,
    Facts facts,
    List<Bypass> bypass,
    @Nullable Rehearsed rehearsed) {

  public PlanOrder {
    bypass = List.copyOf(bypass);
  }

  /** Without anybody who gets through, and without a rehearsal. */
  public PlanOrder(Specification specification, String environment, Aim aim, Facts facts) {
    this(specification, environment, aim, facts, List.of(), null);
  }

  Environment place() {
    return specification.environment(environment);
  }
}
