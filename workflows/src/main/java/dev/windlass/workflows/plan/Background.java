package dev.windlass.workflows.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the application runs besides answering requests. */
public record Background(List<QueueWorkers> workers, @Nullable Cron cron) {

  public Background {
    workers = List.copyOf(workers);
  }
}
