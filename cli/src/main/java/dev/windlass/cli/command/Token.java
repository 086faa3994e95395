package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may ask the server for what. */
@Command(
    name = "token",
    description = "Makes, lists and revokes the tokens by which people and machines are known.",
    subcommands = {Token.Create.class, Token.Listing.class, Token.Revoke.class})
final class Token {

  @Command(name = "create", description = "Makes a token. Its secret is shown once.")
  static final class Create extends ClientVerb {

    @Parameters(paramLabel = "<name>", description = "Whose it is; stands in every record.")
    private String name = "";

    @Option(
        names = "--role",
        required = true,
        paramLabel = "<role>",
        description = "viewer, deployer, approver or admin; may be given several times.")
    private List<String> roles = new ArrayList<>();

    @Option(
        names = {"-a", "--application"},
        paramLabel = "<name>",
        defaultValue = "*",
        description = "Of which application (all).")
    private String application = "*";

    @Option(
        names = "--environment",
        paramLabel = "<name>",
        defaultValue = "*",
        description = "Of which environment (all).")
    private String environment = "*";

    @Option(
        names = "--days",
        paramLabel = "<days>",
        description = "After so many days it ends; without, never.")
    private @Nullable Integer days;

    Create(Terminal terminal) {
      super(terminal);
    }

    @Override
    Exit run(WindlassServer server) {
      ObjectNode wanted = WindlassServer.object().put("name", name);
      var grants = wanted.putArray("roles");
      for (String role : roles) {
        grants
            .addObject()
            .put("application", application)
            .put("environment", environment)
            .put("role", role);
      }
      if (days != null) {
        wanted.put(
            "expiresAt", terminal().clock().instant().plus(Duration.ofDays(days)).toString());
      }
      JsonNode issued = server.post("/tokens", wanted);
      if (isJson()) {
        print(issued);
        return Exit.SUCCEEDED;
      }
      terminal().line("token of " + name + ", shown once:");
      terminal().line(issued.path("secret").asText());
      terminal().line("next: export WINDLASS_TOKEN=…, where it is used");
      return Exit.SUCCEEDED;
    }
  }

  @Command(name = "list", description = "Lists all tokens, without their secrets.")
  static final class Listing extends ClientVerb {

    Listing(Terminal terminal) {
      super(terminal);
    }

    @Override
    Exit run(WindlassServer server) {
      JsonNode tokens = server.get("/tokens");
      if (isJson()) {
        print(tokens);
        return Exit.SUCCEEDED;
      }
      tokens.forEach(token -> terminal().line(words(token)));
      terminal().line("next: windlass token revoke <name>");
      return Exit.SUCCEEDED;
    }

    private static String words(JsonNode token) {
      StringBuilder roles = new StringBuilder();
      token
          .path("roles")
          .forEach(grant ->
              roles
                  .append(roles.isEmpty() ? "" : ", ")
                  .append(grant.path("role").asText())
                  .append(" of ")
                  .append(grant.path("application").asText())
                  .append('/')
                  .append(grant.path("environment").asText()));
      String end =
          token.hasNonNull("revokedAt")
              ? "revoked " + token.get("revokedAt").asText()
              : token.hasNonNull("expiresAt") ? "until " + token.get("expiresAt").asText() : "";
      return "%-20s %s  %s".formatted(token.path("name").asText(), roles, end).stripTrailing();
    }
  }

  @Command(name = "revoke", description = "Ends a token at once.")
  static final class Revoke extends ClientVerb {

    @Parameters(paramLabel = "<name>", description = "Its name or id.")
    private String name = "";

    Revoke(Terminal terminal) {
      super(terminal);
    }

    @Override
    Exit run(WindlassServer server) {
      server.delete("/tokens/" + name);
      terminal().line("token of " + name + " revoked; it opens nothing any more");
      terminal().line("next: windlass token list");
      return Exit.SUCCEEDED;
    }
  }
}
