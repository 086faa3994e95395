package dev.windlass.api.specification.source;

import java.util.Iterator;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 (so {@code on} and {@code off} stay text) with bounds: the text comes from people
 * who may not be trusted with the memory of the api.
 */
public final class YamlSource {

  static final int MAX_CHARACTERS = 256 * 1024;
  static final int MAX_DEPTH = 24;
  static final int MAX_ALIASES = 100;

  private YamlSource() {}

  /**
   * The tree of the only document.
   *
   * @throws SpecificationException for text that is not YAML, or that is too large, too deep or
   *     repeats itself too often
   */
  public static Node.Mapping read(String text, Problems problems) {
    if (text.length() > MAX_CHARACTERS) {
      throw refusal(
          Place.START,
          text.length() + " characters",
          "at most " + MAX_CHARACTERS + "; is this the right file?");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setAllowNonScalarKeys(true)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .build();
    try {
      bound(new Parse(settings).parseString(text).iterator());
      var root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        throw refusal(Place.START, "an empty file", "application, preset, environments …");
      }
      if (new TreeBuilder(problems).tree(root.get()) instanceof Node.Mapping mapping) {
        return mapping;
      }
      throw refusal(Place.START, "no map", "keys and values: application, preset …");
    } catch (MarkedYamlEngineException unreadable) {
      // Only the problem itself: the full message quotes lines of the file, secrets included.
      throw refusal(
          unreadable.getProblemMark().map(YamlSource::place).orElse(Place.START),
          "not YAML",
          "YAML 1.2; the parser says: " + unreadable.getProblem());
    } catch (YamlEngineException unreadable) {
      throw refusal(Place.START, "not YAML", "YAML 1.2");
    }
  }

  /** Looks at the events first: composing recurses, so depth must be known to be small. */
  private static void bound(Iterator<Event> events) {
    int depth = 0;
    int aliases = 0;
    int documents = 0;
    while (events.hasNext()) {
      Event event = events.next();
      Place place = event.getStartMark().map(YamlSource::place).orElse(Place.START);
      switch (event) {
        case CollectionStartEvent _ -> depth++;
        case CollectionEndEvent _ -> depth--;
        case AliasEvent _ -> aliases++;
        case DocumentStartEvent _ -> documents++;
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        throw refusal(place, "nested too deep", "at most " + MAX_DEPTH + " levels");
      }
      if (aliases > MAX_ALIASES) {
        throw refusal(place, "too many aliases", "at most " + MAX_ALIASES);
      }
      if (documents > 1) {
        throw refusal(place, "a second document", "one file, one application: remove the ---");
      }
    }
  }

  static SpecificationException refusal(Place place, String found, String expected) {
    return new SpecificationException(
        List.of(new SpecificationProblem(place.line(), place.column(), "", found, expected, null)));
  }

  static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
