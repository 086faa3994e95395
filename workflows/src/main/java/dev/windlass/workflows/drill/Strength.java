package dev.windlass.workflows.drill;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How strongly a table is locked, from the weakest, as PostgreSQL names it. */
public enum Strength {
  @JsonProperty("accessShare")
  ACCESS_SHARE,
  @JsonProperty("rowShare")
  ROW_SHARE,
  @JsonProperty("rowExclusive")
  ROW_EXCLUSIVE,
  @JsonProperty("shareUpdateExclusive")
  SHARE_UPDATE_EXCLUSIVE,
  @JsonProperty("share")
  SHARE,
  @JsonProperty("shareRowExclusive")
  SHARE_ROW_EXCLUSIVE,
  @JsonProperty("exclusive")
  EXCLUSIVE,
  @JsonProperty("accessExclusive")
  ACCESS_EXCLUSIVE;

  /** Whether whoever writes rows waits. */
  public boolean stopsWriters() {
    return compareTo(SHARE) >= 0;
  }

  /** Whether whoever reads waits. */
  public boolean stopsReaders() {
    return this == ACCESS_EXCLUSIVE;
  }
}
