package dev.windlass.workflows.migration.safety;

/**
 * Where a finding is.
 *
 * @param line of the statement in the script, from 1; 0 for the script as a whole
 * @param statement its first words, without what stands in strings
 */
public record Place(String script, int line, String statement) {

  /** Script and line, e.g. {@code V3__orders.sql:12}. */
  public String at() {
    return line == 0 ? script : script + ":" + line;
  }

  @Override
  public String toString() {
    String at = at();
    return statement.isEmpty() ? at : at + ": " + statement;
  }
}
