package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.OneKey;
import dev.windlass.api.specification.shape.Syntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that is told of the new code. */
public sealed interface Reload {

  /** PHP-FPM, by systemctl reload, on the web hosts. */
  @OneKey("php-fpm")
  record PhpFpm(
      @Key("Unit of systemd, e.g. php8.3-fpm.") @Matches(Syntax.SERVICE) String service,
      @Key("Another user that runs it, by sudo -n; mostly root.") @Matches(Syntax.USER)
          @Nullable String as)
      implements Reload {}

  /** Any command. */
  record Command(
      @Key("The command; it runs in the live release's directory.") @Matches(Syntax.COMMAND)
          String command,
      @Key("Another user that runs it, by sudo -n.") @Matches(Syntax.USER) @Nullable String as,
      @Key(value = "Hosts that run it.", byDefault = "[web]")
          List<@Matches(Syntax.NAME) String> roles)
      implements Reload {}
}
