package dev.windlass.activities.artifact;

/** Nothing in the artifact store has the digest; the message says what to upload. */
public final class ArtifactMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ArtifactMissingException(String digest) {
    super(
        "no artifact with digest "
            + digest
            + "; upload it again: windlass plan … --artifact <file>");
  }
}
