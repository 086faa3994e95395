package dev.windlass.activities.watch;

/** What went live, by the ledger. */
@FunctionalInterface
public interface Successes {

  /** Number of the newest deployment or rollback that succeeded; 0 for none. */
  long newest(String application, String environment);
}
