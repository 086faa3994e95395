package dev.windlass.activities.artifact;

import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of variables that the artifact of an application speaks of; no values.
 *
 * @param wanted names in its {@code .env.example}, each with its line
 * @param own names in the {@code .env} that it brings itself
 */
public record EnvironmentExample(SequencedMap<String, Integer> wanted, Set<String> own) {

  /** The file that names what must be set. */
  static final String EXAMPLE = ".env.example";

  static final String OWN = ".env";

  /**
   * The wanted names of these, in the words of a problem: {@code A, B missing (in .env.example
   * lines 3, 31)}.
   */
  public String missing(List<String> names) {
    String lines =
        names.stream()
            .map(name -> String.valueOf(wanted.get(name)))
            .collect(Collectors.joining(", "));
    return "%s missing (in %s line%s %s)"
        .formatted(String.join(", ", names), EXAMPLE, names.size() == 1 ? "" : "s", lines);
  }
}
