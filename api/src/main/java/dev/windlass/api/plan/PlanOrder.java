package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Specification;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;

/**
 * Everything a plan is made of.
 *
 * @param environment name of an environment of the file
 * @param facts what the inspection saw
 */
public record PlanOrder(Specification specification, String environment, Aim aim, Facts facts) {

  Environment place() {
    return specification.environment(environment);
  }
}
