package dev.windlass.activities.migration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The scripts of a release that take others back. */
sealed interface WaysDown permits DownScripts, DownUpdates {

  /** Whether something must take it back; a repeatable one is brought again by its next change. */
  boolean isNeeded(String script);

  /** What takes this script back, or null. */
  @Nullable Path of(String script);

  /** Where it is looked for. */
  String wanted(String script);
}
