package dev.windlass.workflows.migration.safety;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What may go wrong, apart from waiting. */
public enum Risk {
  @JsonProperty("none")
  NONE,
  /** What it does, or whether it works, depends on rows or code that the script does not show. */
  @JsonProperty("depends")
  DEPENDS,
  /** Something that running code may name is gone or renamed; no data is lost. */
  @JsonProperty("breaks")
  BREAKS,
  /** The server refuses it here. */
  @JsonProperty("refused")
  REFUSED,
  /** What it would do cannot be read from the text. */
  @JsonProperty("unreadable")
  UNREADABLE,
  /** Rows, values or a position are gone, and no statement brings them back. */
  @JsonProperty("destroys")
  DESTROYS
}
