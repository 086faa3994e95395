package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.JsonSchema;
import dev.windlass.api.specification.shape.Shape;
import dev.windlass.api.specification.shape.Shapes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of the file, so that editors complete it. */
public final class SpecificationSchema {

  private static final String ID = "https://windlass.example/schema/v1.json";

  private static final String ENVIRONMENT = "#/$defs/Environment";

  private SpecificationSchema() {}

  /** The schema as JSON text. */
  public static String text() {
    JsonSchema schemas = new JsonSchema();
    List<Shape.Field> own = new ArrayList<>(Shapes.fields(Specification.class).fields());
    Shape.Field environments = own.removeLast();
    List<Shape.Field> shared = Shapes.fields(Environment.class).fields();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", ID);
    root.put("title", "windlass.yaml");
    root.setAll(schemas.object(own, List.of("application", "preset", environments.key())));
    root.putObject("patternProperties").putObject("^x-");
    ObjectNode keys = root.withObject("/properties");
    shared.forEach(field ->
        keys.putObject(field.key()).put("$ref", ENVIRONMENT + "/properties/" + field.key()));
    ObjectNode places = keys.putObject(environments.key());
    places.put("type", "object").put("minProperties", 1).put("description", environments.meaning());
    places.putObject("additionalProperties").put("$ref", ENVIRONMENT);
    ObjectNode environment = schemas.object(shared, List.of());
    root.set("$defs", schemas.definitions().set("Environment", environment));
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root)
        + "\n";
  }
}
