package dev.windlass.workflows.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.ReleaseSource.Artifact;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at in the {@code .env} files below {@code shared/} of hosts that take releases.
 * Names travel, values never.
 *
 * @param files relative to {@code shared/}, those last whose values win
 * @param declared names that the file of the plan sets itself, by rendering a {@code .env}
 * @param artifact whose {@code .env.example} names what must be set, or null
 * @param production whether debug mode is a problem whatever the files say about where they are
 * @param webHosts how many hosts answer visitors
 */
public record DotEnvFiles(
    List<String> files,
    List<String> declared,
    @Nullable Artifact artifact,
    boolean production,
    int webHosts) {

  private static final List<String> PRODUCTION = List.of("production", "prod", "live");
  private static final String EXAMPLE = ".env.example";

  public DotEnvFiles {
    files = List.copyOf(files);
    declared = List.copyOf(declared);
  }

  /** Those of a plan, or null where its hosts keep none. */
  public static @Nullable DotEnvFiles of(DeploymentPlan plan) {
    List<String> files =
        plan.layout().shared().stream()
            .filter(shared -> shared.kind() == Layout.Kind.FILE)
            .map(Layout.Shared::path)
            .filter(DotEnvFiles::isOne)
            .sorted()
            .toList();
    return files.isEmpty()
        ? null
        : new DotEnvFiles(
            files,
            plan.env().stream().map(EnvironmentVariable::name).toList(),
            plan.release() instanceof Artifact artifact ? artifact : null,
            isProduction(plan),
            plan.hostsWith(Host.WEB).size());
  }

  /** The same, with what is to be released. */
  public DotEnvFiles with(@Nullable Artifact released) {
    return new DotEnvFiles(files, declared, released, production, webHosts);
  }

  /** Whether the {@code .env} that an artifact brings is the one that its release reads. */
  @JsonIgnore
  public boolean isArtifactsOwn() {
    return declared.isEmpty() && !files.contains(".env");
  }

  private static boolean isOne(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.startsWith(".env") && !name.equals(EXAMPLE);
  }

  private static boolean isProduction(DeploymentPlan plan) {
    return isProduction(plan.environment())
        || plan.env().stream()
            .anyMatch(one ->
                one.name().equals("APP_ENV") && one.text() != null && isProduction(one.text()));
  }

  /** Whether an environment of this name is one whose visitors must see no debug mode. */
  public static boolean isProduction(String environment) {
    return PRODUCTION.contains(environment.toLowerCase(Locale.ROOT));
  }
}
