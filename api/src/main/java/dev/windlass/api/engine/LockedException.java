package dev.windlass.api.engine;

/** The environment's lock is held: a change runs already. */
public final class LockedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Run holder;

  public LockedException(Run holder, Throwable cause) {
    super(holder.workflowId() + " runs already", cause);
    this.holder = holder;
  }

  public Run holder() {
    return holder;
  }
}
