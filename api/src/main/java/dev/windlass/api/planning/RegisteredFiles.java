package dev.windlass.api.planning;

import dev.windlass.api.problem.Refusal;
import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.store.Store;
import java.util.List;
import org.springframework.stereotype.Component;

/** The newest file of each application, as it was put. */
@Component
public final class RegisteredFiles {

  private final Store store;

  public RegisteredFiles(Store store) {
    this.store = store;
  }

  /**
   * The application's file, which describes the environment.
   *
   * @throws Refusal when there is no such application, or its file has no such environment
   */
  public Specification describing(String application, String environment) {
    Specification file =
        store
            .applications()
            .current(application)
            .map(version -> SpecificationReader.read(version.yaml()))
            .orElseThrow(() ->
                Refusal.notFound("there is no application " + application)
                    .next("put its file first: windlass plan does"));
    if (!file.environments().containsKey(environment)) {
      throw Refusal.notFound(
          "%s has no environment %s, expected one of %s"
              .formatted(
                  application, environment, String.join(", ", file.environments().keySet())));
    }
    return file;
  }

  /** Every application's file. */
  public List<Specification> all() {
    return store.applications().list().stream()
        .map(version -> SpecificationReader.read(version.yaml()))
        .toList();
  }
}
