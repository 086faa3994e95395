package dev.windlass.api.artifact;

import dev.windlass.api.problem.Refusal;
import dev.windlass.store.artifact.DirectoryArtifactStore;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.ReleaseSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What was uploaded, as releases come from it. */
@Component
public final class Uploads {

  private static final String DIGEST = "[0-9a-f]{64}";
  private static final int SHORT_REVISION = 12;

  private final DirectoryArtifactStore artifacts;

  public Uploads(DirectoryArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /** Whether an upload has this digest: all 64 digits of its SHA-256. */
  public boolean has(String digest) {
    return file(digest).isPresent();
  }

  /**
   * The release of an upload.
   *
   * @param revision what it was built from, or null: then it is called by its digest
   * @throws Refusal when there is none, or it is no archive
   */
  public ReleaseSource.Artifact artifact(String digest, @Nullable String revision) {
    Path file =
        file(digest)
            .orElseThrow(() ->
                refusal("No artifact", "no artifact has the digest " + digest)
                    .next("PUT /api/v1/artifacts/<digest>, or windlass plan … --artifact <file>"));
    ArchiveForm form =
        ArchiveForms.of(file)
            .orElseThrow(() ->
                refusal("Not an archive", "the artifact is neither tar nor tar.gz nor tar.zst"));
    return new ReleaseSource.Artifact(
        digest,
        artifacts.describe(digest).orElseThrow().bytes(),
        form,
        revision == null ? digest.substring(0, SHORT_REVISION) : revision);
  }

  private Optional<Path> file(String digest) {
    return digest.matches(DIGEST) ? artifacts.find(digest) : Optional.empty();
  }

  private static Refusal refusal(String title, String what) {
    return Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, title, what + ". Nothing changed.");
  }
}
