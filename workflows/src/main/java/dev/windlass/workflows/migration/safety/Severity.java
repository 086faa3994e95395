package dev.windlass.workflows.migration.safety;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a finding weighs. */
public enum Severity {
  /** Worth knowing. */
  @JsonProperty("info")
  INFO,
  /** Shown, and stops nothing. */
  @JsonProperty("warn")
  WARN,
  /** Needs a waiver or a person's yes. */
  @JsonProperty("fail")
  FAIL;

  /** Readers wait for a site that is down; writers may wait for what a queue can hold. */
  static Severity of(Risk risk, Effect effect) {
    return switch (risk) {
      case DESTROYS, UNREADABLE, REFUSED, BREAKS -> FAIL;
      case DEPENDS, NONE -> {
        if (effect.blocksReaders() || effect == Effect.COPIES) {
          yield FAIL;
        }
        boolean quiet = risk == Risk.NONE && !effect.blocksWriters() && !effect.rewritesTable();
        yield quiet ? INFO : WARN;
      }
    };
  }
}
