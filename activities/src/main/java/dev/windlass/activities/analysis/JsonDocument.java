package dev.windlass.activities.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.workflows.analysis.JsonField;
import dev.windlass.workflows.contract.WindlassJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer read as JSON, and what speaks against it. Pure. */
record JsonDocument(JsonNode root) {

  /** A field that is there. */
  private record Place(String path, JsonNode node) {}

  /** Null where the text is no JSON. */
  static @Nullable JsonDocument of(String text) {
    try {
      JsonNode root = WindlassJson.mapper().readTree(text);
      return root.isMissingNode() ? null : new JsonDocument(root);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The first thing that is not as expected, or null. */
  @Nullable String objection(List<JsonField> fields) {
    for (JsonField field : fields) {
      List<Place> places = places(field.path());
      if (places.isEmpty()) {
        return "without field " + field.path();
      }
      for (Place place : places) {
        String objection = objection(field, place);
        if (objection != null) {
          return objection;
        }
      }
    }
    return null;
  }

  /** One for a plain path; those of all entries for one with {@code *}; empty when one lacks. */
  private List<Place> places(String path) {
    List<Place> places = List.of(new Place("", root));
    for (String name : path.split("\\.", -1)) {
      List<Place> inner = new ArrayList<>();
      for (Place place : places) {
        List<Place> below = below(place, name);
        if (below.isEmpty()) {
          return below;
        }
        inner.addAll(below);
      }
      places = inner;
    }
    return places;
  }

  private static List<Place> below(Place place, String name) {
    JsonNode node = place.node();
    List<Place> below = new ArrayList<>();
    if (!name.equals("*")) {
      boolean index = node.isArray() && name.matches("[0-9]{1,9}");
      JsonNode one = index ? node.get(Integer.parseInt(name)) : node.get(name);
      if (one != null) {
        below.add(new Place(joined(place, name), one));
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        below.add(new Place(joined(place, Integer.toString(i)), node.path(i)));
      }
    } else {
      node.properties()
          .forEach(entry -> below.add(new Place(joined(place, entry.getKey()), entry.getValue())));
    }
    return below;
  }

  private static String joined(Place place, String name) {
    return place.path().isEmpty() ? name : place.path() + "." + name;
  }

  private static @Nullable String objection(JsonField expected, Place place) {
    JsonNode node = place.node();
    String seen = place.path() + " is " + brief(node);
    if (expected.equals() != null
        && !(node.isValueNode() && node.asText().equals(expected.equals()))) {
      return seen + ", expected '" + expected.equals() + "'";
    }
    BigDecimal most = expected.atMost();
    BigDecimal least = expected.atLeast();
    if ((most != null || least != null) && !node.isNumber()) {
      return seen + ", which is no number";
    }
    if (most != null && node.decimalValue().compareTo(most) > 0) {
      return seen + ", expected at most " + most.toPlainString();
    }
    if (least != null && node.decimalValue().compareTo(least) < 0) {
      return seen + ", expected at least " + least.toPlainString();
    }
    return null;
  }

  private static String brief(JsonNode node) {
    if (!node.isValueNode()) {
      return node.isArray() ? "a list" : "an object";
    }
    String text = node.asText();
    return node.isNumber() ? text : "'" + text.substring(0, Math.min(100, text.length())) + "'";
  }
}
