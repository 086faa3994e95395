package dev.windlass.api.plan;

import dev.windlass.workflows.plan.Migrations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plan is asked to bring about. */
public sealed interface Aim {

  /** The artifact that the facts name goes live as a new release. */
  record Deploy() implements Aim {}

  /**
   * An older release goes live again.
   *
   * @param to id of a release, or null for the newest good one before the live one
   * @param releases what the ledger knows, newest first
   * @param last the newest change of the environment, when it was a deployment that succeeded; else
   *     null
   */
  record GoBack(@Nullable String to, List<KnownRelease> releases, @Nullable LastChange last)
      implements Aim {
    public GoBack {
      releases = List.copyOf(releases);
    }
  }

  /** Empty hosts get their directories. */
  record SetUp() implements Aim {}

  /**
   * A release of this environment.
   *
   * @param good false when it was marked bad
   */
  record KnownRelease(String id, String revision, boolean good) {}

  /**
   * What a deployment did.
   *
   * @param release that it made live
   * @param before the release that was live before, or null
   * @param migrations that it brought up, or null
   */
  record LastChange(String release, @Nullable String before, @Nullable Migrations migrations) {}
}
