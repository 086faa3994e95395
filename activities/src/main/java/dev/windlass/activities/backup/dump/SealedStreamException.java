package dev.windlass.activities.backup.dump;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is kept isn't what was sealed, or not for this key. Nothing that came out of it counts. */
public final class SealedStreamException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What is wrong with it. */
  public enum Reason {
    /** The identity isn't one of those that it was sealed for. */
    WRONG_KEY("sealed for another key; name the identity whose key id stands in the manifest"),
    /** It is encrypted and no identity was given. */
    NEEDS_KEY("encrypted; an identity is needed to open it"),
    /** It isn't encrypted although it must be: somebody put another stream in its place. */
    NOT_ENCRYPTED("not encrypted although it must be; something else was put in its place"),
    /** A byte isn't what was stored. */
    DAMAGED("damaged; take the copy from the other store, or another backup"),
    /** The end is missing. */
    TRUNCATED("cut short; take the copy from the other store, or another backup"),
    /** Something comes after the end. */
    TRAILING("longer than what was sealed; take the copy from the other store, or another backup");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  SealedStreamException(Reason reason, @Nullable Throwable cause) {
    this(reason, "", cause);
  }

  SealedStreamException(Reason reason, String detail, @Nullable Throwable cause) {
    super(
        "the sealed stream is " + reason.sentence + (detail.isEmpty() ? "" : "; " + detail), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
