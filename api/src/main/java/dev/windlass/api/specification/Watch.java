package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Key;
import java.time.Duration;

/** How the checks go on once a release is live everywhere. */
public sealed interface Watch {

  /** How long. */
  Duration lasts();

  /** What a failing check does meanwhile. */
  OnFailure onFailure();

  /** So long; a failing check takes the release back. */
  @Bare
  record Span(Duration lasts) implements Watch {
    @Override
    public OnFailure onFailure() {
      return OnFailure.ROLLBACK;
    }
  }

  /** The same, with a word on what a failing check does. */
  record Declared(
      @Key("How long the checks go on after the last host was published.") Duration lasts,
      @Key(
              value =
                  "What a failing check does meanwhile: take the release back (rollback), or only tell (alarm): then nobody is asked about inconclusive ones either.",
              byDefault = "rollback")
          OnFailure onFailure)
      implements Watch {}

  /** What a failing check does. */
  enum OnFailure {
    ROLLBACK,
    ALARM
  }
}
