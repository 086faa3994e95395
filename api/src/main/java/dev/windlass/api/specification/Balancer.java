package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.OneKey;
import dev.windlass.api.specification.shape.Syntax;
import org.jspecify.annotations.Nullable;

/** What shares the traffic among the web hosts. */
public sealed interface Balancer {

  /** The machines of the balancer, or null for the only web host itself. */
  @Nullable Hosts hosts();

  /** nginx, by a file of its own that the configuration includes. */
  @OneKey("nginx")
  record Nginx(
      @Key("Machines that run nginx; left out where it is the only web host.")
          @Nullable Hosts hosts,
      @Key("File that Windlass writes; one per application, included by your configuration.")
          @Matches(Syntax.ABSOLUTE_PATH)
          String file,
      @Key(
              value =
                  "Cookie by whose value visitors stay on one side of the split; off shares request by request.",
              byDefault = "off")
          @Matches(Syntax.COOKIE)
          String sticky,
      @Key(value = "The nginx binary, with options if it needs any.", byDefault = "nginx")
          @Matches(Syntax.COMMAND)
          String command,
      @Key("Another user that writes, tests and reloads, by sudo -n; mostly root.")
          @Matches(Syntax.USER)
          @Nullable String as)
      implements Balancer {}

  /** Any balancer, by commands. */
  @OneKey("commands")
  record Commands(
      @Key("Machines that run the commands; left out where it is the only web host.")
          @Nullable Hosts hosts,
      @Key(
              "Sets the split; {weight} is the canaries' share in percent, {canary} and {stable} are lists of host:port separated by commas, {name} is the application.")
          @Matches(Syntax.COMMAND)
          String set,
      @Key("Prints the weight now in force, as a number.") @Matches(Syntax.COMMAND)
          @Nullable String show,
      @Key(
              "Turns visitors away and lets them in again, for maintenance by: balancer; {maintenance} is on or off, {message}, {retryAfter} (seconds) and {allow} (separated by commas) are the file's, {name} is the application.")
          @Matches(Syntax.COMMAND)
          @Nullable String maintain,
      @Key("Another user that runs them, by sudo -n.") @Matches(Syntax.USER) @Nullable String as)
      implements Balancer {}
}
