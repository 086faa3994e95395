package dev.windlass.api.application;

import dev.windlass.api.ApiProperties;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.api.timetable.Timetable;
import dev.windlass.store.Store;
import dev.windlass.store.application.ApplicationVersion;
import dev.windlass.store.application.Applications;
import dev.windlass.store.application.NewVersion;
import dev.windlass.store.application.Place;
import dev.windlass.store.application.PlaceTakenException;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.Token;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of applications. */
@Tag(name = "applications")
@RestController
@RequestMapping("/api/v1/applications")
public class ApplicationDoor {

  private final Applications applications;
  private final ApiProperties properties;
  private final Timetable timetable;

  public ApplicationDoor(Store store, ApiProperties properties, Timetable timetable) {
    this.timetable = timetable;
    this.applications = store.applications();
    this.properties = properties;
  }

  @Operation(summary = "The applications that the token may see")
  @GetMapping
  List<ApplicationView> list() {
    Token operator = Access.operator();
    return applications.list().stream()
        .filter(each -> Access.maySomewhere(operator, Role.VIEWER, each.application()))
        .map(ApplicationView::of)
        .toList();
  }

  @Operation(summary = "The current file of an application")
  @GetMapping("/{application}")
  ApplicationView current(@PathVariable String application) {
    Access.requireSomewhere(Role.VIEWER, application);
    return ApplicationView.of(found(application));
  }

  @Operation(summary = "All versions of a file, newest first")
  @GetMapping("/{application}/versions")
  List<ApplicationView> versions(@PathVariable String application) {
    Access.requireSomewhere(Role.VIEWER, application);
    found(application);
    return applications.versions(application).stream().map(ApplicationView::of).toList();
  }

  @Operation(summary = "Store a file, or show what it would change")
  @PutMapping(
      path = "/{application}",
      consumes = {"text/yaml", "application/yaml", "text/plain"})
  FileChange put(
      @PathVariable String application,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "text/yaml",
                      schema = @Schema(implementation = String.class)))
          @RequestBody
          byte[] body) {
    String yaml = text(body);
    Access.requireSomewhere(Role.DEPLOYER, application);
    Specification specification = SpecificationReader.read(yaml);
    if (!specification.application().equals(application)) {
      throw Refusal.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "Another application",
          "the file says application: %s, the address says %s. Nothing changed."
              .formatted(specification.application(), application));
    }
    ApplicationVersion before = applications.current(application).orElse(null);
    List<String> changed = FileChange.changed(readable(before), specification);
    Token operator = permitted(application, changed);
    String diff = FileChange.diff(before, application, yaml);
    if (dryRun) {
      return new FileChange(application, next(before, diff), changed, diff, false, List.of());
    }
    ApplicationVersion stored = store(specification, yaml, operator);
    List<String> remarks = timetable.bring(readable(before), specification);
    return new FileChange(application, stored.version(), changed, diff, true, remarks);
  }

  private ApplicationVersion found(String application) {
    return applications
        .current(application)
        .orElseThrow(() ->
            Refusal.notFound("there is no application " + application)
                .next("windlass list, or windlass plan to bring its file"));
  }

  /** Each environment asks for its role; a file whose environments stay asks for the lesser. */
  private Token permitted(String application, List<String> changed) {
    for (String environment : changed) {
      Role role = properties.production().contains(environment) ? Role.ADMIN : Role.DEPLOYER;
      Access.require(role, application, environment);
    }
    return Access.operator();
  }

  /** A file of an older version may have keys that are gone; then everything counts as changed. */
  private static @Nullable Specification readable(@Nullable ApplicationVersion version) {
    try {
      return version == null ? null : SpecificationReader.read(version.yaml());
    } catch (RuntimeException outdated) {
      return null;
    }
  }

  private static int next(@Nullable ApplicationVersion before, String diff) {
    if (before == null) {
      return 1;
    }
    return diff.isEmpty() ? before.version() : before.version() + 1;
  }

  private ApplicationVersion store(Specification specification, String yaml, Token operator) {
    List<Place> places =
        specification.environments().values().stream()
            .flatMap(
                each -> each.allHosts().stream().map(host -> new Place(host, each.layout().path())))
            .toList();
    try {
      return applications.put(
          new NewVersion(
              specification.application(), yaml, places, operator.name(), Instant.now()));
    } catch (PlaceTakenException taken) {
      throw Refusal.conflict("The place is taken", taken.getMessage() + ". Nothing changed.");
    } catch (DuplicateKeyException raced) {
      throw Refusal.conflict(
          "Changed meanwhile", "somebody else changed the file at the same time; send it again");
    }
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw Refusal.badRequest("the file is not UTF-8");
    }
  }
}
