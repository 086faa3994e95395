package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Between;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.OneKey;
import dev.windlass.api.specification.shape.Syntax;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How hosts and traffic come to the release. */
public sealed interface Strategy {

  /** All hosts at once. */
  @Bare("atomic")
  record Atomic() implements Strategy {}

  /** All hosts at once, while the application is closed to its visitors. */
  @Bare("standard")
  record StandardByDefault() implements Strategy {}

  /** The same, with a word on how. */
  @OneKey("standard")
  record Standard(
      @Key(
              value =
                  "What a failed deployment leaves: the former release, open again (restore), or closed until a person opens it (keep). It stays closed in any case while the schema may be half applied.",
              byDefault = "restore")
          OnFailure onFailure,
      @Key(
              value = "How long services may take before the first check from inside.",
              byDefault = "0s")
          Duration settle)
      implements Strategy {}

  /** What a failed deployment leaves. */
  enum OnFailure {
    RESTORE,
    KEEP
  }

  /** Some hosts first, then rising shares of the traffic. */
  @OneKey("canary")
  record Canary(
      @Key("The first canaries; they are web hosts. More join before the weight outgrows them.")
          Hosts hosts,
      @Key(
              value = "No host may carry more than this many times its usual share.",
              byDefault = "1.5")
          BigDecimal maxLoad,
      @Key("Rising shares of the traffic, the last one 100.") List<RampStep> ramp)
      implements Strategy {}

  /** One step of the ramp. */
  record RampStep(
      @Key("Share of the traffic that the canaries get, in percent.") @Between(min = 1, max = 100)
          int weight,
      @Key("How long it is watched before the next step.") Duration bake,
      @Key("Gate that must be approved after this step's watch.") @Matches(Syntax.NAME)
          @Nullable String gate) {}
}
