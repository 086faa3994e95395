package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Key;
import java.time.Duration;

/** Checks that go on between deployments. */
public sealed interface StandingWatch {

  /** Not here, whatever the shared part of the file says. */
  @Bare("skip")
  record Skip() implements StandingWatch {}

  /** At this pace. */
  record Every(
      @Key(
              "Time between two measurements, also of a check that is measured more often during a deployment; 1s or more.")
          Duration every)
      implements StandingWatch {}
}
