package dev.windlass.workflows.restore;

import java.util.List;

/**
 * People are led through a recovery: it asks before anything is written, and again before visitors
 * come back.
 *
 * @param findings where it went wrong, as ledger, catalogue and hosts told when it was planned
 */
public record Guide(List<String> findings) {
  public Guide {
    findings = List.copyOf(findings);
  }
}
