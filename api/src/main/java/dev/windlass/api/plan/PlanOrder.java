package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Specification;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.maintenance.Bypass;
import java.util.List;

/**
 * Everything a plan is made of.
 *
 * @param environment name of an environment of the file
 * @param facts what the inspection saw
 * @param bypass people who get through a maintenance
 */
public record PlanOrder(
    Specification specification, String environment, Aim aim, Facts facts, List<Bypass> bypass) {

  public PlanOrder {
    bypass = List.copyOf(bypass);
  }

  /** Without anybody who gets through. */
  public PlanOrder(Specification specification, String environment, Aim aim, Facts facts) {
    this(specification, environment, aim, facts, List.of());
  }

  Environment place() {
    return specification.environment(environment);
  }
}
