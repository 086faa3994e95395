package dev.windlass.activities.ssh.job;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The secrets of a job.
 *
 * @param handed variables for the commands; handed over by standard input, on no disk and in no
 *     process list
 * @param redactor of its output: knows these and all others that it must not tell
 */
public record JobSecrets(SortedMap<String, String> handed, Redactor redactor) {

  public JobSecrets {
    handed = new TreeMap<>(handed);
    for (var secret : handed.entrySet()) {
      if (!secret.getKey().matches("[A-Za-z_][A-Za-z0-9_]*")
          || secret.getValue().indexOf('\0') >= 0) {
        throw new IllegalArgumentException("variable " + secret.getKey());
      }
    }
  }

  public static JobSecrets none() {
    return handing(new TreeMap<>());
  }

  /** These and no others. */
  public static JobSecrets handing(SortedMap<String, String> variables) {
    return new JobSecrets(variables, Redactor.of(variables.values()));
  }

  /** Hands out nothing; its commands may find these values where they run. */
  public static JobSecrets hiding(Collection<String> values) {
    return new JobSecrets(new TreeMap<>(), Redactor.of(values));
  }

  /** Without the values. */
  @Override
  public String toString() {
    return handed.keySet().toString();
  }
}
