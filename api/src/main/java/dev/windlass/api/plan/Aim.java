package dev.windlass.api.plan;

import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import java.time.Duration;
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

  /**
   * What runs that were ended from outside left is cleared away.
   *
   * @param adopt what all hosts have stays live; else the ledger's live release comes back
   * @param live what the ledger holds to be live, or null
   * @param left those runs, oldest first
   */
  record Recover(boolean adopt, @Nullable KnownRelease live, List<ReleaseSource.Left> left)
      implements Aim {
    public Recover {
      left = List.copyOf(left);
    }
  }

  /** Empty hosts get their directories. */
  record SetUp() implements Aim {}

  /**
   * The application is closed to its visitors, or opened.
   *
   * @param message other words than the file's, or null
   * @param limit another limit than the file's, or null
   */
  record Maintain(boolean on, @Nullable String message, @Nullable Duration limit) implements Aim {}

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
