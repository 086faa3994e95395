package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Between;
import dev.windlass.api.specification.shape.Key;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A point that waits for people. */
public record Gate(
    @Key("Where it stands; leave it out for a gate that a step of the ramp names.")
        @Nullable Before before,
    @Key(value = "How many people must approve.", byDefault = "1") @Between(min = 1, max = 20)
        int approvals,
    @Key(value = "Whether who started the deployment may not approve it.", byDefault = "false")
        boolean fourEyes,
    @Key(value = "How long it waits.", byDefault = "24h") Duration deadline,
    @Key(value = "What happens when nobody answers in time.", byDefault = "reject")
        Otherwise otherwise,
    @Key(
            value =
                "Whether signals from the Temporal UI, which prove nobody's name, count: plain, with the one-time code that the API shows (code), or not at all (none).",
            byDefault = "none")
        Accept accept) {

  /** The phase that waits. */
  public enum Before {
    PREPARE,
    MIGRATIONS,
    PUBLISH
  }

  /** The answer of a gate that nobody answered. */
  public enum Otherwise {
    APPROVE,
    REJECT,
    HOLD
  }

  /** Which signals without a proven name count. */
  public enum Accept {
    PLAIN,
    CODE,
    NONE
  }
}
