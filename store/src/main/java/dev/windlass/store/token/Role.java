package dev.windlass.store.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What somebody may do. Every role may look; admin may everything. */
public enum Role {
  @JsonProperty("viewer")
  VIEWER,
  /** Files, artifacts, plans, starting, aborting, pausing. */
  @JsonProperty("deployer")
  DEPLOYER,
  /** Answers gates. */
  @JsonProperty("approver")
  APPROVER,
  /** All that, and tokens. */
  @JsonProperty("admin")
  ADMIN;

  /** Whether holding this role is enough where the other is asked. */
  public boolean covers(Role asked) {
    return this == ADMIN || asked == VIEWER || this == asked;
  }
}
