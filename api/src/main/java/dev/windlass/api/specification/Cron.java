package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The application's timed jobs. */
public record Cron(
    @Key("The one host that runs them.") @Matches(Syntax.HOST) String host,
    @Key(
            "Table that is put aside while they rest, e.g. /etc/cron.d/shop; left out, the lines of the user's crontab that name the application's path.")
        @Matches(Syntax.ABSOLUTE_PATH)
        @Nullable String file,
    @Key("Another user whose crontab it is, or who may move the file, by sudo -n.")
        @Matches(Syntax.USER)
        @Nullable String as,
    @Key(value = "During what they rest.", byDefault = "[maintenance, migrations]")
        List<Pause> pause) {

  /** During what they rest. */
  public enum Pause {
    MAINTENANCE,
    MIGRATIONS
  }
}
