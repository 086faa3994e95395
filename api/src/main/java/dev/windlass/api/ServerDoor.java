package dev.windlass.api;

import dev.windlass.api.specification.SpecificationSchema;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What needs no noun of its own: the schema of the file and the version. */
@Tag(name = "server")
@RestController
public class ServerDoor {

  private final String schema = SpecificationSchema.text();

  @Operation(summary = "The JSON Schema of windlass.yaml, for editors")
  @SecurityRequirements
  @GetMapping(path = "/schema/v1.json", produces = MediaType.APPLICATION_JSON_VALUE)
  String schema() {
    return schema;
  }

  @Operation(summary = "The version of the server")
  @GetMapping("/api/v1/version")
  Version version() {
    String built = ServerDoor.class.getPackage().getImplementationVersion();
    return new Version(built == null ? "development" : built);
  }

  /** The version of the server. */
  public record Version(String version) {}
}
