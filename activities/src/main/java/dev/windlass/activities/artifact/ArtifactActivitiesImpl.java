package dev.windlass.activities.artifact;

import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.engine.AtOnce;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.temporary.TemporaryFiles;
import dev.windlass.workflows.inspection.InspectionWorkflow.GitSource;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.release.ArtifactActivities;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Git becomes a file with a digest, once, on the worker: hosts need no git and no key. */
public final class ArtifactActivitiesImpl implements ArtifactActivities {

  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final Grants grants;
  private final ArtifactSink sink;

  public ArtifactActivitiesImpl(Grants grants, ArtifactSink sink) {
    this.grants = grants;
    this.sink = sink;
  }

  @Override
  public ReleaseSource.Artifact pack(PackGit request) {
    return ActivityFailures.typed(() -> AtOnce.beating().one(LIMIT, () -> packed(request)));
  }

  private ReleaseSource.Artifact packed(PackGit request) {
    GitSource git = request.git();
    if (!git.revision().matches("[A-Za-z0-9_][A-Za-z0-9._/+-]*") || git.url().startsWith("-")) {
      throw new IllegalArgumentException(
          "release: revision '" + git.revision() + "' of " + git.url() + " is not a name in git");
    }
    Scope scope = new Scope(request.application(), request.environment());
    String key = git.key() == null ? "" : grants.secret(scope, git.key()).reveal();
    try (GitCheckout checkout = GitCheckout.create(key, grants.knownHosts(scope, null))) {
      return kept(checkout, checkout.fetch(git.url(), git.revision()));
    } catch (GitCheckout.GitFailedException e) {
      throw new IllegalArgumentException(
          "release: " + git.url() + " " + git.revision() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ReleaseSource.Artifact kept(GitCheckout checkout, String commit) throws IOException {
    Path file = TemporaryFiles.file("artifact", ".tar.gz");
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (OutputStream out =
          new GZIPOutputStream(new DigestOutputStream(Files.newOutputStream(file), digest))) {
        checkout.archive(commit, out);
      }
      ReleaseSource.Artifact artifact =
          new ReleaseSource.Artifact(
              HexFormat.of().formatHex(digest.digest()),
              Files.size(file),
              ArchiveForm.TAR_GZ,
              commit);
      sink.put(file, artifact);
      return artifact;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
