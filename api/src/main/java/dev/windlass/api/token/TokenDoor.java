package dev.windlass.api.token;

import dev.windlass.api.problem.Refusal;
import dev.windlass.api.problem.Required;
import dev.windlass.api.security.Access;
import dev.windlass.store.Store;
import dev.windlass.store.token.IssuedToken;
import dev.windlass.store.token.NewToken;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.RoleGrant;
import dev.windlass.store.token.Token;
import dev.windlass.store.token.Tokens;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/** Tokens: made, listed, revoked by admins. */
@Tag(name = "tokens")
@RestController
@RequestMapping("/api/v1")
public class TokenDoor {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.permission");
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,62}";

  private final Tokens tokens;

  public TokenDoor(Store store) {
    this.tokens = store.tokens();
  }

  @Operation(summary = "Who the token belongs to and what it may do")
  @GetMapping("/whoami")
  TokenView whoami() {
    return TokenView.of(Access.operator());
  }

  @Operation(summary = "All tokens, without their secrets")
  @GetMapping("/tokens")
  List<TokenView> list() {
    admin();
    return tokens.list().stream().map(TokenView::of).toList();
  }

  @Operation(summary = "Make a token; its secret is in this answer and nowhere else")
  @PostMapping("/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  Issued issue(@RequestBody Wanted wanted) {
    Token admin = admin();
    if (!wanted.name().matches(NAME)) {
      throw Refusal.badRequest(
          "name: letters, digits and . _ @ - are expected, beginning with a letter or digit");
    }
    if (wanted.roles().isEmpty()) {
      throw Refusal.badRequest("roles: at least one is expected");
    }
    try {
      IssuedToken issued =
          tokens.issue(
              new NewToken(
                  wanted.name(), wanted.roles(), admin.name(), Instant.now(), wanted.expiresAt()));
      log("token issued", admin, issued.token().name());
      return new Issued(TokenView.of(issued.token()), issued.secret());
    } catch (DuplicateKeyException taken) {
      throw Refusal.conflict(
          "The name is taken", "there is or was a token " + wanted.name() + "; choose another");
    }
  }

  @Operation(summary = "End a token at once, by its id or name")
  @DeleteMapping("/tokens/{token}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable String token) {
    Token admin = admin();
    if (!tokens.revoke(token, Instant.now())) {
      throw Refusal.notFound("there is no usable token " + token).next("windlass token list");
    }
    log("token revoked", admin, token);
  }

  private static Token admin() {
    return Access.require(Role.ADMIN, RoleGrant.ANY, RoleGrant.ANY);
  }

  private static void log(String event, Token admin, String token) {
    LOG.atInfo().addKeyValue("operator", admin.name()).addKeyValue("token", token).log(event);
  }

  /**
   * @param expiresAt or null for never
   */
  public record Wanted(String name, List<RoleGrant> roles, @Nullable Instant expiresAt) {
    public Wanted {
      Required.field("name", name);
      roles = List.copyOf(Required.field("roles", roles));
    }
  }

  /**
   * @param secret shown once
   */
  public record Issued(TokenView token, String secret) {}
}
