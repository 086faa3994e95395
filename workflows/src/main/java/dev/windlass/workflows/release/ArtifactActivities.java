package dev.windlass.workflows.release;

import dev.windlass.workflows.inspection.InspectionWorkflow.GitSource;
import dev.windlass.workflows.plan.ReleaseSource;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Makes a file with a digest of what a release is. */
@ActivityInterface
public interface ArtifactActivities {

  /** Resolves the revision, fetches it once and puts it into the artifact store. */
  @ActivityMethod(name = "PackGit")
  ReleaseSource.Artifact pack(PackGit request);

  record PackGit(String application, String environment, GitSource git) {}
}
