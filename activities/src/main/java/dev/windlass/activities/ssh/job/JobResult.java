package dev.windlass.activities.ssh.job;

import java.util.List;

/** How a job stands after it was followed to its end. */
public sealed interface JobResult {

  /**
   * All commands ran, or one failed and the rest were left out.
   *
   * @param exit code of the last command that ran
   * @param tail redacted end of the output, at most 1 KiB
   */
  record Finished(int exit, List<CommandRow> commands, String tail) implements JobResult {
    public Finished {
      commands = List.copyOf(commands);
    }
  }

  /** It never started and won't by this request. */
  record Refused(Refusal by, String detail) implements JobResult {}

  /** It ran into its time limit; nothing of it is left. */
  record TimedOut(List<CommandRow> commands, String tail) implements JobResult {
    public TimedOut {
      commands = List.copyOf(commands);
    }
  }

  /** Somebody killed it ({@link RemoteJobs#kill}); nothing of it is left. */
  record Killed(List<CommandRow> commands, String tail) implements JobResult {
    public Killed {
      commands = List.copyOf(commands);
    }
  }

  /** It started, or may have, and how it ended can't be known: ask a person. */
  record Unknown(String why, List<CommandRow> commands, String tail) implements JobResult {
    public Unknown {
      commands = List.copyOf(commands);
    }
  }

  /** Who refused a job. */
  enum Refusal {
    /** A later deployment has raised the fence. */
    FENCE,
    /** The operation was superseded by an undo or an abort. */
    TOMBSTONE,
    /** The host can't take it: space, rights, a missing tool. */
    HOST
  }
}
