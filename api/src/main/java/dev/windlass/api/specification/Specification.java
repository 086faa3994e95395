package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Between;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.util.NoSuchElementException;
import java.util.SequencedMap;

/**
 * A whole file, complete: the preset filled in and each environment with its overrides. Every other
 * key of the file belongs to {@link Environment} and may stand at the top, for all environments, or
 * in one of them.
 */
public record Specification(
    @Key(value = "Format of this file.", byDefault = "1") @Between(min = 1, max = 1) int windlass,
    @Key("Name of the application; part of paths, locks and ids.") @Matches(Syntax.APPLICATION)
        String application,
    @Key("Which preset fills in what the file leaves out.") Preset preset,
    @Key(
            "The places it is delivered to. A key here replaces the shared one above; layout, build, env, workers, checks and gates merge by name, key by key.")
        SequencedMap<@Matches(Syntax.APPLICATION) String, Environment> environments) {

  /**
   * The environment of this name.
   *
   * @throws NoSuchElementException when the file does not have it; names those that it has
   */
  public Environment environment(String name) {
    Environment found = environments.get(name);
    if (found == null) {
      throw new NoSuchElementException(
          "no environment "
              + name
              + "; expected one of "
              + String.join(", ", environments.keySet()));
    }
    return found;
  }
}
