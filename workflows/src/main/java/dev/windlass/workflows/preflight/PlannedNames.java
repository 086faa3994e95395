package dev.windlass.workflows.preflight;

import dev.windlass.workflows.fleet.DotEnvFiles;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.EnvironmentVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names in a plan that can be compared with the worker's settings and with an artifact.
 *
 * @param secrets that it uses
 * @param addresses {@code host:port} of databases that it asks or changes
 * @param variables of the {@code .env} that it renders, where no other is read beside it; else null
 */
public record PlannedNames(
    List<String> secrets, List<String> addresses, @Nullable List<String> variables) {

  public PlannedNames {
    secrets = List.copyOf(secrets);
    addresses = List.copyOf(addresses);
    variables = variables == null ? null : List.copyOf(variables);
  }

  public static PlannedNames of(DeploymentPlan plan) {
    List<String> addresses =
        plan.databases().stream()
            .map(database -> database.host() + ":" + database.port())
            .distinct()
            .toList();
    boolean alone = !plan.env().isEmpty() && DotEnvFiles.of(plan) == null;
    return new PlannedNames(
        plan.secrets(),
        addresses,
        alone ? plan.env().stream().map(EnvironmentVariable::name).toList() : null);
  }
}
