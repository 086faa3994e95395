package dev.windlass.api.plan;

import dev.windlass.api.specification.Release.Part;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of three numbers, as a revision says it: {@code 7.6.0}, {@code v7.6.0}, {@code
 * 7.6.0+broken-api}.
 *
 * @param brokenApi whether the release says that it breaks its API
 */
record ReleaseVersion(int major, int minor, int patch, boolean brokenApi)
    implements Comparable<ReleaseVersion> {

  private static final String NUMBER = "([0-9]{1,9})";
  private static final Pattern FORM =
      Pattern.compile("v?" + NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(\\+broken-api)?");
  private static final Comparator<ReleaseVersion> ORDER =
      Comparator.comparingInt(ReleaseVersion::major)
          .thenComparingInt(ReleaseVersion::minor)
          .thenComparingInt(ReleaseVersion::patch);

  /** Null where the revision is no version. */
  static @Nullable ReleaseVersion of(@Nullable String revision) {
    Matcher parts = FORM.matcher(revision == null ? "" : revision);
    return parts.matches()
        ? new ReleaseVersion(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            parts.group(4) != null)
        : null;
  }

  /** The next one in which this part is raised, e.g. 7.6.0 behind 7.5.1. */
  ReleaseVersion next(Part part) {
    return switch (part) {
      case MAJOR -> new ReleaseVersion(major + 1, 0, 0, false);
      case MINOR -> new ReleaseVersion(major, minor + 1, 0, false);
      case PATCH -> new ReleaseVersion(major, minor, patch + 1, false);
    };
  }

  /** What a release says of its API does not count. */
  @Override
  public int compareTo(ReleaseVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch + (brokenApi ? "+broken-api" : "");
  }
}
