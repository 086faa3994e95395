package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.OneKey;
import dev.windlass.api.specification.shape.OneOrMany;
import dev.windlass.api.specification.shape.Syntax;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the application is closed to its visitors, by deployments and by people. */
public record Maintenance(
    @Key(
            "What closes it: the balancer, a file that web server or application look at, or the framework's own command.")
        By by,
    @Key(
            value = "What visitors read.",
            byDefault = "We are working on the site and will be back soon.")
        @Matches(Syntax.MESSAGE)
        String message,
    @Key(value = "When visitors are told to come back.", byDefault = "2m") Duration retryAfter,
    @Key(
            value =
                "Addresses and networks that get through; a command that closes it must take {allow}.",
            byDefault = "[]")
        List<@Matches(Syntax.NETWORK) String> allow,
    @Key(
            value =
                "Commands after the closing, for what is neither among workers nor cron: these rest by themselves.",
            byDefault = "[]")
        @OneOrMany
        List<Task> pause,
    @Key(
            value =
                "Commands before the opening, which take pause back, also on a host where it never ran.",
            byDefault = "[]")
        @OneOrMany
        List<Task> resume,
    @Key(
            value = "After it the timer ends a maintenance that nobody ended; 0s for never.",
            byDefault = "4h")
        Duration limit,
    @Key(
            value =
                "What the timer does then: open the application (off), or keep it closed and say so (keep). It never opens while the schema may be half applied or a change is under way.",
            byDefault = "off")
        AfterLimit afterLimit) {

  /** What closes the application. */
  public sealed interface By {}

  /** The balancer answers by itself. */
  @Bare("balancer")
  public record Balancer() implements By {}

  /** A file, there while it is closed. */
  public record LockFile(
      @Key(
              "File below the application's directory, in JSON: message, retryAfter, allow, bypass (of each person name and the sha256 of the token that a link ends with: ?windlass=…).")
          @Matches(Syntax.RELATIVE_PATH)
          String file,
      @Key(value = "Hosts that get it.", byDefault = "[web]")
          List<@Matches(Syntax.NAME) String> roles)
      implements By {}

  /** The framework's own commands. */
  @OneKey("command")
  public record Command(
      @Key(
              "Closes it; runs in the live release's directory. {message}, {retryAfter} (seconds) and {allow} (separated by commas) are filled in.")
          @Matches(Syntax.COMMAND)
          String on,
      @Key("Opens it.") @Matches(Syntax.COMMAND) String off,
      @Key(
              "File below the application's directory that is there while the framework is closed, so that a closing by hand is noticed.")
          @Matches(Syntax.RELATIVE_PATH)
          @Nullable String seen,
      @Key("Another user that runs both, by sudo -n.") @Matches(Syntax.USER) @Nullable String as,
      @Key(value = "Hosts that run both.", byDefault = "[web]")
          List<@Matches(Syntax.NAME) String> roles)
      implements By {}

  /** A command on hosts. */
  public record Task(
      @Key("The command; it runs in the live release's directory.") @Matches(Syntax.COMMAND)
          String command,
      @Key("Another user that runs it, by sudo -n.") @Matches(Syntax.USER) @Nullable String as,
      @Key(value = "Hosts that run it.", byDefault = "[web]")
          List<@Matches(Syntax.NAME) String> roles) {}

  /** What the timer does when the limit has passed. */
  public enum AfterLimit {
    OFF,
    KEEP
  }
}
