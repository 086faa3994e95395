package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The application's timed jobs, on one host; when they run stays the administrator's.
 *
 * @param host name of the host
 * @param file table that is put aside as a whole, or null for the lines of the user's own crontab
 *     that name the application's path
 * @param as whose crontab it is or who may move the file, by {@code sudo -n}; null for the SSH user
 * @param pause during what they rest
 */
public record Cron(String host, @Nullable String file, @Nullable String as, List<Pause> pause) {

  public Cron {
    pause = List.copyOf(pause);
  }

  /** During what timed jobs rest. */
  public enum Pause {
    @JsonProperty("maintenance")
    MAINTENANCE,
    @JsonProperty("migrations")
    MIGRATIONS
  }
}
