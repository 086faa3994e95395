package dev.windlass.activities.ssh.job;

import java.util.List;

/**
 * One command of a job.
 *
 * @param name what people call it; the row of the result carries it
 * @param line text for {@code /bin/sh -c}, run in the scope's path; no secrets, they come as
 *     variables
 * @param as users whose processes the line starts (by sudo, su); killing the job uses {@code sudo
 *     -n -u} for them when our own signal isn't allowed
 * @param without secrets of the job that this command does not get
 */
public record JobCommand(String name, String line, List<String> as, List<String> without) {

  public JobCommand {
    as = List.copyOf(as);
    without = List.copyOf(without);
    if (as.stream().anyMatch(user -> !user.matches("[A-Za-z_][A-Za-z0-9_.-]*"))) {
      throw new IllegalArgumentException(name + ": user names " + as);
    }
  }

  /** A command whose processes all belong to the login; it gets every secret of the job. */
  public static JobCommand of(String name, String line) {
    return new JobCommand(name, line, List.of(), List.of());
  }
}
