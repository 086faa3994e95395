package dev.windlass.activities.analysis;

import dev.windlass.activities.analysis.LogMarks.Grown;
import dev.windlass.activities.analysis.LogMarks.Read;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.plan.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Looks at logs and at the room that is left on a host, by scripts that change nothing. */
final class HostLooks {

  private static final String LOG = script("log.sh");
  private static final String CAPACITY = script("capacity.sh");

  private final RemoteHost remote;
  private final Layout layout;
  private final UnaryOperator<String> redacted;

  /**
   * @param layout of this host
   * @param redacted takes out what nobody may be told
   */
  HostLooks(RemoteHost remote, Layout layout, UnaryOperator<String> redacted) {
    this.remote = remote;
    this.layout = layout;
    this.redacted = redacted;
  }

  /**
   * What came since the last look.
   *
   * @param marks of the last look, or null for the first one, which only marks where the log ends
   */
  Measurement log(Probe.Log probe, @Nullable LogMarks marks) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                layout.current(),
                probe.files(),
                probe.matches(),
                marks == null ? "begin" : "since"));
    if (marks != null) {
      marks.files().forEach(file -> arguments.add(file.inode() + ":" + file.size()));
    }
    RunResult seen = run(LOG, probe.timeout(), arguments);
    return seen.ending().isZero()
        ? judged(probe, seen.output(), marks, Instant.now())
        : Measurement.error("log: " + seen.ending() + " " + redacted.apply(seen.errors().strip()))
            .with(marks);
  }

  /** What the script's output means. */
  Measurement judged(Probe.Log probe, String printed, @Nullable LogMarks marks, Instant now) {
    List<Read> files =
        all(printed, "file").stream()
            .map(row -> row.split(" ", 2))
            .map(row -> new Read(row[0], Long.parseLong(row[1])))
            .toList();
    long count = Long.parseLong(Objects.requireNonNullElse(first(printed, "count"), "0"));
    LogMarks after = LogMarks.after(marks, files, new Grown(now, count), probe.per());
    String wrong = wrong(printed);
    if (wrong != null) {
      return Measurement.error(wrong).with(after);
    }
    long lines = after.lines(now, probe.per());
    String line = first(printed, "line");
    String detail =
        lines
            + (lines == 1 ? " new line matches" : " new lines match")
            + (line == null ? "" : ", the last: " + redacted.apply(line));
    return (lines > probe.atMost()
            ? Measurement.fail(detail + ", expected at most " + probe.atMost())
            : Measurement.pass(detail))
        .with(after);
  }

  private static @Nullable String wrong(String printed) {
    if (printed.lines().anyMatch("pattern"::equals)) {
      return "grep -E does not understand the pattern";
    }
    String unreadable = first(printed, "unreadable");
    if (unreadable != null) {
      return unreadable + " may not be read by the SSH user";
    }
    String missing = first(printed, "missing");
    return missing == null ? null : "there is no directory " + missing;
  }

  /** What is used of the host. */
  Measurement capacity(Probe.Capacity probe) {
    List<String> arguments = List.of(layout.path(), probe.cpu() == null ? "" : "cpu");
    RunResult seen = run(CAPACITY, probe.timeout(), arguments);
    return seen.ending().isZero()
        ? judged(probe, seen.output())
        : Measurement.error("capacity: " + seen.ending() + " " + seen.errors().strip());
  }

  /** What the script's output means. */
  static Measurement judged(Probe.Capacity probe, String printed) {
    List<String> seen = new ArrayList<>();
    List<String> over = new ArrayList<>();
    for (Limit limit : limits(probe)) {
      String used = first(printed, limit.of());
      if (used == null) {
        return Measurement.error(limit.of() + " could not be measured");
      }
      seen.add(limit.of() + " " + used + " % used");
      if (Integer.parseInt(used) > limit.most()) {
        over.add(limit.of() + " " + used + " % used, expected at most " + limit.most() + " %");
      }
    }
    return over.isEmpty()
        ? Measurement.pass(String.join(", ", seen))
        : Measurement.fail(String.join("; ", over));
  }

  private record Limit(String of, int most) {}

  private static List<Limit> limits(Probe.Capacity probe) {
    List<Limit> limits = new ArrayList<>();
    limits.add(new Limit("memory", probe.memory()));
    if (probe.cpu() != null) {
      limits.add(new Limit("cpu", probe.cpu()));
    }
    if (probe.disk() != null) {
      limits.add(new Limit("disk", probe.disk()));
    }
    return limits;
  }

  private RunResult run(String script, Duration limit, List<String> arguments) {
    return remote.run(
        RemoteCommand.of(script, arguments.toArray(String[]::new)).withTimeout(limit));
  }

  private static @Nullable String first(String printed, String key) {
    return all(printed, key).stream().findFirst().orElse(null);
  }

  private static List<String> all(String printed, String key) {
    return printed
        .lines()
        .filter(line -> line.startsWith(key + " "))
        .map(line -> line.substring(key.length() + 1))
        .toList();
  }

  private static String script(String name) {
    try (InputStream stream = Objects.requireNonNull(HostLooks.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
