package dev.windlass.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the doors for programs. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {

  private static final String TOKEN = "token";
  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(new Info().title("Windlass").version("v1").description("See docs/api.md."))
        .servers(List.of(new Server().url("/")))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN))
        .components(
            new Components()
                .addSecuritySchemes(
                    TOKEN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSchemas(PROBLEM, problem()));
  }

  /** Every door may answer with a problem. */
  @Bean
  OpenApiCustomizer problems() {
    return api ->
        api.getPaths().values().stream()
            .flatMap(path -> path.readOperations().stream())
            .forEach(OpenApiConfiguration::withProblem);
  }

  private static void withProblem(Operation operation) {
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("A problem (RFC 9457): nothing changed unless it says so.")
                .content(
                    new Content()
                        .addMediaType(
                            "application/problem+json",
                            new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .description("RFC 9457")
        .addProperty("type", new StringSchema())
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema())
        .addProperty("next", new StringSchema().description("What to type next."))
        .addProperty(
            "errors",
            new ArraySchema().items(new ObjectSchema()).description("Every single problem."));
  }
}
