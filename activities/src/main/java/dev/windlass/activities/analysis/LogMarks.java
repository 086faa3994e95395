package dev.windlass.activities.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a log has been read, and what came meanwhile; survives in heartbeats.
 *
 * @param files of the last look
 * @param grown what each look found, oldest first
 */
record LogMarks(List<Read> files, List<Grown> grown) {

  LogMarks {
    files = List.copyOf(files);
    grown = List.copyOf(grown);
  }

  /** A file by its inode, since logs are renamed, and how much of it has been read, in bytes. */
  record Read(String inode, long size) {}

  /** How many lines had come that matched. */
  record Grown(Instant at, long lines) {}

  /** How many came within this time, or since the first look. */
  long lines(Instant now, @Nullable Duration per) {
    return grown.stream().filter(one -> isYoung(one, now, per)).mapToLong(Grown::lines).sum();
  }

  /** After another look; what is too old to count is forgotten. */
  static LogMarks after(
      @Nullable LogMarks before, List<Read> files, Grown found, @Nullable Duration per) {
    List<Grown> grown = new ArrayList<>();
    if (before != null) {
      before.grown.stream().filter(one -> isYoung(one, found.at(), per)).forEach(grown::add);
    }
    if (found.lines() > 0) {
      grown.add(found);
    }
    return new LogMarks(files, grown);
  }

  private static boolean isYoung(Grown one, Instant now, @Nullable Duration per) {
    return per == null || one.at().isAfter(now.minus(per));
  }
}
