package dev.windlass.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times, counts and lists as people read them, and the width of the terminal. */
public final class Words {

  /** Nothing is wider. */
  public static final int WIDTH = 110;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int BRIEF = 7;

  private Words() {}

  /** {@code 36 s}, {@code 2 m 10 s}, {@code 1 h 14 m}, {@code 3 d 4 h}: two units at most. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return pair(seconds / 60, " m", seconds % 60, " s");
    }
    if (seconds < 86_400) {
      return pair(seconds / 3600, " h", seconds % 3600 / 60, " m");
    }
    return pair(seconds / 86_400, " d", seconds % 86_400 / 3600, " h");
  }

  /** {@code 0:09}, {@code 18:20}: what is left of a wait. */
  public static String countdown(Duration left) {
    long seconds = Math.max(0, left.toSeconds());
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  /** {@code 21:37:12} in the operator's zone. */
  public static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  /** {@code 21 Nov 21:37} in the operator's zone. */
  public static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }

  /** {@code 1 host}, {@code 4 hosts}. */
  public static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 12 kB}, {@code 18 MB}, {@code 4.1 GB}: powers of a thousand. */
  public static String size(long bytes) {
    if (bytes < 1_000_000) {
      return (bytes + 999) / 1000 + " kB";
    }
    return bytes < 1_000_000_000
        ? (bytes + 500_000) / 1_000_000 + " MB"
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /** The first characters of a commit or digest; anything else as it is. */
  public static String brief(String revision) {
    return revision.matches("[0-9a-f]{12,}") ? revision.substring(0, BRIEF) : revision;
  }

  /** As many names as fit, then how many more there are. */
  public static String names(List<String> names, int width) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      String more = i == names.size() - 1 ? "" : " +" + (names.size() - i - 1);
      if (line.length() + 1 + names.get(i).length() + more.length() > width && i > 0) {
        return line + " +" + (names.size() - i);
      }
      line.append(i == 0 ? "" : " ").append(names.get(i));
    }
    return line.toString();
  }

  /** At most this wide; what is cut off is marked. */
  public static String clip(String line, int width) {
    String plain = harmless(line);
    int points = plain.codePointCount(0, plain.length());
    return points <= width
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, width - 1)) + "…";
  }

  /**
   * Broken at blanks where it is wider; the lines that follow begin with the indent. A path or an
   * address that is wider itself stays whole, on a line of its own: people copy it.
   */
  public static List<String> wrap(String line, String indent) {
    List<String> lines = new ArrayList<>();
    String rest = harmless(line).stripTrailing();
    while (rest.length() > WIDTH) {
      int cut = cut(rest);
      if (cut == rest.length()) {
        break;
      }
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = indent + rest.substring(cut).strip();
    }
    lines.add(rest);
    return lines;
  }

  private static int cut(String line) {
    int blank = line.lastIndexOf(' ', WIDTH);
    if (blank > 0 && !line.substring(0, blank).isBlank()) {
      return blank;
    }
    int end = line.indexOf(' ', WIDTH);
    int whole = end < 0 ? line.length() : end;
    return line.substring(0, whole).contains("/") ? whole : WIDTH;
  }

  /** Texts come from hosts: nothing in them may move the cursor. */
  private static String harmless(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
