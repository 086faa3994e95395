package dev.windlass.api.specification.source;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in the file. Never holds the value of a secret.
 *
 * @param line from 1
 * @param column from 1
 * @param path e.g. {@code environments.production.strategy.canary.hosts[0]}
 * @param found what stands there
 * @param expected what would be right; empty where that is every other key
 * @param suggestion the key or word that was probably meant, or null
 */
public record SpecificationProblem(
    int line, int column, String path, String found, String expected, @Nullable String suggestion) {

  /** One line for people, without the place. */
  public String sentence() {
    return (path.isEmpty() ? "" : path + ": ")
        + found
        + (expected.isEmpty() ? "" : "; expected " + expected)
        + (suggestion == null ? "" : "; did you mean " + suggestion + "?");
  }

  @Override
  public String toString() {
    return line + ":" + column + "  " + sentence();
  }
}
