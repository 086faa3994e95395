package dev.windlass.workflows.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host is like before a change; the former state that undo brings back.
 *
 * @param bootId of the kernel
 * @param initStarted start time of process 1 in clock ticks, so that a container's restart shows
 * @param live id of the release that {@code current} points to, or null
 * @param liveRevision what its REVISION says, or null
 * @param releases ids on disk, oldest first
 * @param freeBytes on the file system of {@code path}
 * @param fence highest number seen
 * @param closed mark of a maintenance that is on, empty when somebody else's; null when it is open
 * @param openJobs operations whose jobs run now; null in facts of before they were looked at
 * @param jobs how many jobs have left something there; null in facts of before they were counted
 */
public record HostFacts(
    String bootId,
    String initStarted,
    @Nullable String live,
    @Nullable String liveRevision,
    List<String> releases,
    long freeBytes,
    long fence,
    @Nullable String closed,
    @Nullable List<String> openJobs,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer jobs) {

  public HostFacts {
    releases = List.copyOf(releases);
    openJobs = openJobs == null ? null : List.copyOf(openJobs);
  }

  /** Facts of a host on which no job runs. */
  public HostFacts(
      String bootId,
      String initStarted,
      @Nullable String live,
      @Nullable String liveRevision,
      List<String> releases,
      long freeBytes,
      long fence,
      @Nullable String closed) {
    this(bootId, initStarted, live, liveRevision, releases, freeBytes, fence, closed, null, null);
  }
}
