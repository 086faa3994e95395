package dev.windlass.api.engine;

/**
 * What the Temporal UI shows of a run with data (a backup, a restore, a drill) from its start to
 * long after its end, also while no worker runs.
 */
public final class Signpost {

  private Signpost() {}

  /**
   * Markdown.
   *
   * @param what is done, in one sentence
   * @param abort what an abort does, in the words after "it"
   */
  public static String of(String what, String startedBy, String abort) {
    return """
    %s Started by %s.

    - What happens now: *Current Details*. They need a worker of Windlass; without one they can't be had, and nothing \
    moves.
    - At any moment, also without a worker: More Actions → Send a Signal, `abort`, input `"why"`: it %s. *Request \
    Cancellation* does the same.
    - Never *Terminate*: it cleans nothing up and keeps no record.
    """
        .formatted(what, startedBy, abort);
  }
}
