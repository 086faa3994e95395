package dev.windlass.api.specification.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A piece of the file with its path (as people write it, {@code a.b[0]}) and its place. */
public sealed interface Node {

  String path();

  Place place();

  /** The kind of this piece for people, never its content. */
  String kind();

  /** Text, number, yes or no, or nothing, as it was written. */
  record Scalar(String path, Place place, String text, Type type) implements Node {

    /** What YAML 1.2 takes the text for; everything in quotes is text. */
    public enum Type {
      TEXT,
      WHOLE,
      DECIMAL,
      FLAG,
      NOTHING
    }

    @Override
    public String kind() {
      return switch (type) {
        case TEXT -> "text";
        case WHOLE, DECIMAL -> "a number";
        case FLAG -> "true or false";
        case NOTHING -> "nothing";
      };
    }
  }

  /** A list. */
  record Sequence(String path, Place place, List<Node> items) implements Node {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with their values, in the file's order. */
  record Mapping(String path, Place place, SequencedMap<String, Entry> entries) implements Node {

    @Override
    public String kind() {
      return "a map";
    }

    public @Nullable Node get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    /** This map with the keys of the other laid over it; its place is kept. */
    public Mapping overlaid(Mapping other) {
      SequencedMap<String, Entry> all = new LinkedHashMap<>(entries);
      all.putAll(other.entries);
      return new Mapping(other.path, other.place, all);
    }

    /** The path of a key below this map. */
    public String pathOf(String key) {
      return path.isEmpty() ? key : path + "." + key;
    }
  }

  /**
   * One key of a map.
   *
   * @param key where the key itself stands
   */
  record Entry(Place key, Node value) {}
}
