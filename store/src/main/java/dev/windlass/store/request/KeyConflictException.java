package dev.windlass.store.request;

/** The key was used before for something else. */
public final class KeyConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final transient StartRequest earlier;

  public KeyConflictException(StartRequest earlier) {
    super(
        "Idempotency-Key %s was used before for %s %s, plan %s, by %s; use a new key"
            .formatted(
                earlier.deployment(),
                earlier.application(),
                earlier.environment(),
                earlier.planHash(),
                earlier.operator()));
    this.earlier = earlier;
  }

  public StartRequest earlier() {
    return earlier;
  }
}
