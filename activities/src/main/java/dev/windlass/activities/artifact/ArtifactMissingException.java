package dev.windlass.activities.artifact;

import java.nio.file.Path;

/** Nothing in the artifact store has the digest; says what to do about it. */
public final class ArtifactMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String AGAIN = "upload it again: windlass plan … --artifact <file>";

  private final String what;
  private final String mend;

  private ArtifactMissingException(String what, String mend) {
    super(what + "; " + mend);
    this.what = what;
    this.mend = mend;
  }

  /** There is none. */
  public static ArtifactMissingException of(String digest) {
    return new ArtifactMissingException("no artifact with digest " + digest, AGAIN);
  }

  /**
   * There is another content under its name.
   *
   * @param found the digest of what is there
   */
  public static ArtifactMissingException damaged(String digest, Path file, String found) {
    return new ArtifactMissingException(
        "the artifact store has a damaged file: found digest " + found + ", expected " + digest,
        "rm " + file + ", then " + AGAIN);
  }

  /** What was found, without what to do. */
  public String what() {
    return what;
  }

  /** What to do. */
  public String mend() {
    return mend;
  }
}
