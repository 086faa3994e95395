package dev.windlass.api.drill;

import dev.windlass.api.artifact.Uploads;
import dev.windlass.api.plan.DrillPlans;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.specification.Specification;
import dev.windlass.store.Store;
import dev.windlass.store.ledger.ReleaseRow;
import dev.windlass.workflows.drill.DrillWorkflow.Rehearse;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/** The release whose migrations somebody wants to rehearse, however they name it. */
final class NamedRelease {

  private static final int LOOKED_BACK = 200;
  private static final int SHOWN = 5;
  private static final String BEGINNING = "[0-9a-f]{6,64}";

  private final Store store;
  private final Uploads uploads;
  private final Specification file;
  private final String environment;

  NamedRelease(Store store, Uploads uploads, Specification file, String environment) {
    this.store = store;
    this.uploads = uploads;
    this.file = file;
    this.environment = environment;
  }

  /**
   * What is rehearsed.
   *
   * @param named release of the environment, or revision or artifact of any plan of the
   *     application, of whose hashes the beginning will do; or the digest of an upload
   * @throws Refusal when there is none, or nothing that migrates
   */
  Rehearse called(String named) {
    Migrations migrations =
        new DrillPlans(file, environment)
            .migrations()
            .orElseThrow(() ->
                refusal(
                        "Nothing to rehearse",
                        "the file declares no migrations of %s".formatted(environment))
                    .next("windlass drill " + environment));
    return new Rehearse(artifact(named), migrations);
  }

  private ReleaseSource.Artifact artifact(String named) {
    Optional<String> digest =
        store
            .ledger()
            .releases()
            .find(file.application(), environment, named)
            .map(ReleaseRow::digest);
    return store.plans().newest(file.application(), LOOKED_BACK).stream()
        .flatMap(stored ->
            stored.plan().release() instanceof ReleaseSource.Artifact artifact
                ? Stream.of(artifact)
                : Stream.empty())
        .filter(artifact -> digest.map(artifact.digest()::equals).orElse(is(artifact, named)))
        .findFirst()
        .orElseGet(() -> uploaded(named));
  }

  private ReleaseSource.Artifact uploaded(String named) {
    if (!uploads.has(named)) {
      throw unknown(named);
    }
    return uploads.artifact(named, null);
  }

  private static boolean is(ReleaseSource.Artifact artifact, String named) {
    return artifact.revision().equals(named)
        || (named.matches(BEGINNING)
            && (artifact.revision().startsWith(named) || artifact.digest().startsWith(named)));
  }

  private Refusal unknown(String named) {
    List<String> releases =
        store.ledger().releases().list(file.application(), environment).stream()
            .limit(SHOWN)
            .map(row -> row.id() + " (" + row.revision() + ")")
            .toList();
    return refusal(
            "No such release",
            "%s is no release of %s, and no revision or artifact of a plan; %s"
                .formatted(
                    named,
                    environment,
                    releases.isEmpty()
                        ? "there is no release yet"
                        : "releases are " + String.join(", ", releases)))
        .next("windlass drill %s --rehearse <file>".formatted(environment));
  }

  private static Refusal refusal(String title, String what) {
    return Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, title, what + ". Nothing changed.");
  }
}
