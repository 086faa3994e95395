package dev.windlass.api.specification.shape;

import dev.windlass.api.specification.source.Node;
import dev.windlass.api.specification.source.Problems;
import dev.windlass.api.specification.source.YamlSource;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shapes as JSON Schema, draft 2020-12; every record and choice is a definition of its own. */
public final class JsonSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  /** The definitions met so far. */
  public ObjectNode definitions() {
    ObjectNode all = JSON.objectNode();
    definitions.forEach(all::set);
    return all;
  }

  /** A map with these keys and no others; {@code required} are those that must be there. */
  public ObjectNode object(Collection<Shape.Field> fields, List<String> required) {
    ObjectNode object = JSON.objectNode().put("type", "object");
    ObjectNode properties = object.putObject("properties");
    fields.forEach(field -> properties.set(field.key(), property(field)));
    if (!required.isEmpty()) {
      ArrayNode names = object.putArray("required");
      required.forEach(names::add);
    }
    return object.put("additionalProperties", false);
  }

  private ObjectNode property(Shape.Field field) {
    ObjectNode schema = JSON.objectNode().put("description", field.meaning());
    schema.setAll(field.mergedByName() ? mergeable(field.shape()) : of(field.shape()));
    if (!field.byDefault().isEmpty()) {
      Node value = YamlSource.read("value: " + field.byDefault(), new Problems()).get("value");
      schema.set("default", json(Objects.requireNonNull(value)));
    }
    return schema;
  }

  private ObjectNode of(Shape shape) {
    ObjectNode schema = JSON.objectNode();
    return switch (shape) {
      case Shape.Text(Syntax syntax) -> text(syntax);
      case Shape.Whole(int min, int max) ->
          schema.put("type", "integer").put("minimum", min).put("maximum", max);
      case Shape.Decimal _ -> schema.put("type", "number").put("minimum", 0);
      case Shape.Flag _ -> schema.put("type", "boolean");
      case Shape.Span _ -> schema.put("type", "string").put("pattern", Durations.EXPRESSION);
      case Shape.Word word -> {
        ArrayNode words = schema.putArray("enum");
        word.words().forEach(words::add);
        yield schema;
      }
      case Shape.Items items -> items(items);
      case Shape.Table(Syntax name, Shape value) -> table(name, of(value));
      case Shape.Fields fields -> reference(fields.type(), () -> whole(fields));
      case Shape.Wrapped(String key, Shape.Fields inside) -> {
        schema.put("type", "object").putObject("properties").set(key, of(inside));
        schema.putArray("required").add(key);
        yield schema.put("additionalProperties", false);
      }
      case Shape.Single(_, Shape inside) -> of(inside);
      case Shape.Literal(_, String word) -> schema.put("const", word);
      case Shape.Choice choice -> reference(choice.type(), () -> choice(choice));
    };
  }

  private ObjectNode whole(Shape.Fields fields) {
    Collection<Shape.Field> all = fields.keys().values();
    return object(all, all.stream().filter(Shape.Field::required).map(Shape.Field::key).toList());
  }

  /** Entries may hold some keys only: the others come from the shared part of the file. */
  private ObjectNode mergeable(Shape shape) {
    if (shape instanceof Shape.Choice choice) {
      return rest(choice);
    }
    if (!(shape instanceof Shape.Table(Syntax name, Shape value))) {
      return of(shape);
    }
    SequencedMap<String, Shape.Field> keys =
        switch (value) {
          case Shape.Fields fields -> fields.keys();
          case Shape.Choice choice -> choice.commonKeys();
          default -> throw new IllegalStateException("merging by name is for maps of maps");
        };
    return table(name, keys.isEmpty() ? of(value) : partial(keys, value));
  }

  /** One of its kinds, or what a kind may have besides: the kind comes from the shared part. */
  private ObjectNode rest(Shape.Choice choice) {
    ObjectNode either = JSON.objectNode();
    ArrayNode kinds = either.putArray("anyOf").add(of(choice));
    for (Shape kind : choice.kinds()) {
      if (kind instanceof Shape.Fields fields) {
        SequencedMap<String, Shape.Field> keys = fields.keys();
        choice.selectors().forEach(keys::remove);
        kinds.add(object(keys.values(), List.of()));
      }
    }
    return either;
  }

  /** Any of the keys, or one of the words that stand in place of a map. */
  private ObjectNode partial(SequencedMap<String, Shape.Field> keys, Shape value) {
    ObjectNode some = object(keys.values(), List.of());
    List<Shape> words =
        value instanceof Shape.Choice choice
            ? choice.kinds().stream().filter(Shape.Literal.class::isInstance).toList()
            : List.of();
    if (words.isEmpty()) {
      return some;
    }
    ObjectNode either = JSON.objectNode();
    ArrayNode kinds = either.putArray("anyOf").add(some);
    words.forEach(word -> kinds.add(of(word)));
    return either;
  }

  private ObjectNode choice(Shape.Choice choice) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode kinds = schema.putArray("anyOf");
    choice.kinds().forEach(kind -> kinds.add(of(kind)));
    return schema;
  }

  private ObjectNode items(Shape.Items items) {
    ObjectNode list = JSON.objectNode().put("type", "array");
    list.set("items", of(items.element()));
    if (items.arity() == Shape.Arity.LIST) {
      return list;
    }
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(of(items.element())).add(list);
    return either;
  }

  private static ObjectNode table(Syntax name, ObjectNode value) {
    ObjectNode table = JSON.objectNode().put("type", "object");
    table.putObject("propertyNames").put("pattern", name.anchored());
    table.set("additionalProperties", value);
    return table;
  }

  private static ObjectNode text(Syntax syntax) {
    ObjectNode text = JSON.objectNode();
    if (syntax == Syntax.VALUE) {
      text.putArray("type").add("string").add("number").add("boolean");
      return text;
    }
    return text.put("type", "string").put("pattern", syntax.anchored());
  }

  private ObjectNode reference(Class<?> type, Supplier<ObjectNode> definition) {
    String name = name(type);
    if (!definitions.containsKey(name)) {
      definitions.put(name, JSON.objectNode());
      definitions.put(name, definition.get());
    }
    return JSON.objectNode().put("$ref", "#/$defs/" + name);
  }

  /** {@code Check.Http} is {@code CheckHttp}. */
  private static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace("$", "");
  }

  private static JsonNode json(Node node) {
    return switch (node) {
      case Node.Scalar scalar ->
          switch (scalar.type()) {
            case WHOLE -> JSON.numberNode(Integer.parseInt(scalar.text()));
            case DECIMAL -> JSON.numberNode(new BigDecimal(scalar.text()));
            case FLAG -> JSON.booleanNode(Boolean.parseBoolean(scalar.text()));
            case TEXT, NOTHING -> JSON.stringNode(scalar.text());
          };
      case Node.Sequence sequence -> {
        ArrayNode list = JSON.arrayNode();
        sequence.items().forEach(item -> list.add(json(item)));
        yield list;
      }
      case Node.Mapping mapping -> {
        ObjectNode object = JSON.objectNode();
        mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
        yield object;
      }
    };
  }
}
