package dev.windlass.store.artifact;

/** What arrived is not what was announced; nothing was kept. */
public final class WrongDigestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WrongDigestException(String expected, String found) {
    super(
        "content has SHA-256 "
            + found
            + ", expected "
            + expected
            + "; nothing was kept, upload it again");
  }
}
