package dev.windlass.activities.artifact;

import dev.windlass.workflows.fleet.Problem;
import java.io.IOException;

/** An artifact is no archive that could be unpacked on a host. */
public final class BrokenArtifactException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenArtifactException(IOException cause) {
    super("the artifact cannot be unpacked (" + cause.getMessage() + ")", cause);
  }

  /** Why a change with it is refused. */
  public Problem problem() {
    return new Problem("release", String.valueOf(getMessage()), "build and upload another");
  }
}
