package dev.windlass.api.environment;

import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.problem.Required;
import dev.windlass.api.security.Access;
import dev.windlass.api.specification.Balancer;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Maintenance;
import dev.windlass.store.Store;
import dev.windlass.store.bypass.Bypasses;
import dev.windlass.store.bypass.Bypasses.Door;
import dev.windlass.store.bypass.KeptBypass;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.Token;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Links by which a person gets through a maintenance: made, listed, revoked. */
@Tag(name = "environments")
@RestController
@RequestMapping("/api/v1/applications/{application}/environments/{environment}/maintenance/bypass")
public class BypassDoor {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.permission");
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";

  private final Bypasses bypasses;
  private final RegisteredFiles files;

  public BypassDoor(Store store, RegisteredFiles files) {
    this.bypasses = store.bypasses();
    this.files = files;
  }

  @Operation(summary = "Who gets through a maintenance by a link")
  @GetMapping
  List<BypassView> list(@PathVariable String application, @PathVariable String environment) {
    Access.require(Role.VIEWER, application, environment);
    return bypasses.list(new Door(application, environment)).stream().map(BypassView::of).toList();
  }

  @Operation(
      summary = "Make a link for a person; it is in this answer and nowhere else",
      description = "It opens the doors from the next closing on.")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Link add(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestBody Person person) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    Environment place = files.describing(application, environment).environment(environment);
    requireMeans(place);
    if (!person.name().matches(NAME)) {
      throw Refusal.badRequest("name: lower-case letters, digits and - are expected, at most 40");
    }
    try {
      Door door = new Door(application, environment);
      String token = bypasses.issue(door, person.name(), operator.name(), Instant.now());
      log("bypass added", operator, person.name());
      return new Link(person.name(), address(place) + "/?windlass=" + token);
    } catch (DuplicateKeyException taken) {
      throw Refusal.conflict("The name is taken", person.name() + " has a link. Nothing changed.")
          .next("windlass maintenance bypass revoke " + environment + " " + person.name());
    }
  }

  @Operation(
      summary = "Revoke a person's link",
      description = "It opens nothing from the next closing on; while it is closed, close again.")
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(
      @PathVariable String application,
      @PathVariable String environment,
      @PathVariable String name) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    if (!bypasses.revoke(new Door(application, environment), name)) {
      throw Refusal.notFound("there is no link of " + name)
          .next("windlass maintenance bypass list " + environment);
    }
    log("bypass revoked", operator, name);
  }

  private static void requireMeans(Environment place) {
    Maintenance maintenance = place.maintenance();
    String cannot =
        maintenance == null
            ? "the file does not say what closes the application"
            : switch (maintenance.by()) {
              case Maintenance.Command _ ->
                  "the application is closed by a command of its own, which knows no links of"
                      + " single persons that could be revoked";
              case Maintenance.Balancer _ when place.balancer() instanceof Balancer.Commands ->
                  "the application is closed by a balancer's command, which knows no links";
              case Maintenance.Balancer _, Maintenance.LockFile _ -> null;
            };
    if (cannot != null) {
      throw Refusal.of(
              HttpStatus.UNPROCESSABLE_CONTENT, "No way through", cannot + ". Nothing changed.")
          .next("maintenance: {by: balancer} with nginx, or {by: {file: …}}; or maintenance.allow");
    }
  }

  private static String address(Environment place) {
    String url = place.url();
    return url == null ? "" : url.replaceFirst("/$", "");
  }

  private static void log(String event, Token operator, String name) {
    LOG.atInfo().addKeyValue("operator", operator.name()).addKeyValue("person", name).log(event);
  }

  /**
   * @param name lower-case letters, digits and dashes
   */
  @Schema(name = "Person")
  public record Person(String name) {
    public Person {
      Required.field("name", name);
    }
  }

  /**
   * @param link shown once; without the file's url it begins with the path
   */
  @Schema(name = "Link")
  public record Link(String name, String link) {}

  /**
   * @param by who made it
   */
  @Schema(name = "ListedBypass")
  public record BypassView(String name, String by, Instant since) {
    static BypassView of(KeptBypass kept) {
      return new BypassView(kept.bypass().name(), kept.createdBy(), kept.createdAt());
    }
  }
}
