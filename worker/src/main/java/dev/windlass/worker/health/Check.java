package dev.windlass.worker.health;

import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Looks at one component. */
final class Check implements HealthIndicator {

  private final Look look;
  private final Clock clock;

  Check(Look look, Clock clock) {
    this.look = look;
    this.clock = clock;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    String message;
    try {
      message = look.message();
    } catch (Exception e) { // whatever it is, it is what the check is to tell
      health.down();
      message = e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    return health.withDetail("message", message).withDetail("time", clock.instant()).build();
  }

  /** Says what is well, or throws what is not. */
  @FunctionalInterface
  interface Look {
    String message() throws Exception;
  }
}
