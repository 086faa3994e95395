package dev.windlass.workflows.migration.safety;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a change sits between the code before and after it. The strictest is last. */
public enum MigrationKind {
  /** Neither code notices. */
  @JsonProperty("safe")
  SAFE,
  /** Adds what new code needs; old code goes on. */
  @JsonProperty("expand")
  EXPAND,
  /** Takes away or narrows what old code may use: only once no old code runs. */
  @JsonProperty("contract")
  CONTRACT
}
