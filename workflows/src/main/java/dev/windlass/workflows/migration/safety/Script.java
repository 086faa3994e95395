package dev.windlass.workflows.migration.safety;

/**
 * A migration script.
 *
 * @param name as people know it, e.g. {@code V3__orders.sql}
 * @param pretended whether it is what a framework printed that only pretended to run it: what it
 *     asked the database was not answered
 */
public record Script(String name, String text, boolean pretended) {

  /** One that was written as it is. */
  public Script(String name, String text) {
    this(name, text, false);
  }
}
