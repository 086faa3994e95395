package dev.windlass.workflows.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.contract.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What it took to run a release's pending migrations on a restored backup.
 *
 * @param digest SHA-256 of the release's artifact
 * @param revision of the release
 * @param took all of it, from the first look to the last check
 * @param scripts in order, as far as it came
 * @param failure what ended it early, with script and statement; null where all of it ran
 * @param unmeasured what nobody could see on this server, or null
 */
public record Rehearsal(
    String digest,
    String revision,
    Duration took,
    List<Script> scripts,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String failure,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unmeasured) {

  public Rehearsal {
    scripts = List.copyOf(scripts);
  }

  /**
   * One script.
   *
   * @param rows that its statements wrote, as the server counts; null where it did not tell
   * @param locks of tables that were there before: of each the strongest, and weaker ones that were
   *     held longer
   * @param waited for locks of others, within the time that it took; null where nobody could see
   */
  public record Script(
      String name,
      Duration took,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long rows,
      List<Lock> locks,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Duration waited) {
    public Script {
      locks = List.copyOf(locks);
    }

    /** {@code V2__two.sql 3.2 s, 4000 rows, locks orders 2.9 s (accessExclusive)}. */
    public String line() {
      return "%s %s%s%s%s"
          .formatted(
              name,
              Words.precise(took),
              rows == null ? "" : ", " + rows + " rows",
              locked(locks),
              waiting(waited));
    }
  }

  /**
   * A table that was locked.
   *
   * @param strength on MariaDB by what others would have to wait for: {@code share} for writers,
   *     {@code accessExclusive} for readers too
   * @param held while it was seen, which may begin a moment late and end a moment early
   */
  public record Lock(String table, Strength strength, Duration held) {}

  /** All scripts in one line: {@code 2 scripts in 3.2 s, locks orders 2.9 s (accessExclusive)}. */
  public String line() {
    List<Lock> locks = new ArrayList<>();
    scripts.forEach(script -> locks.addAll(script.locks()));
    Duration waited =
        scripts.stream()
            .map(Script::waited)
            .filter(Objects::nonNull)
            .reduce(Duration.ZERO, Duration::plus);
    return "%d %s in %s%s%s%s"
        .formatted(
            scripts.size(),
            scripts.size() == 1 ? "script" : "scripts",
            Words.precise(took),
            locked(locks),
            waiting(waited),
            unmeasured == null ? "" : "; " + unmeasured);
  }

  /** Only where it was any: on a server that nobody else uses it is none. */
  private static String waiting(@Nullable Duration waited) {
    return waited == null || waited.isZero()
        ? ""
        : ", waited " + Words.precise(waited) + " for locks";
  }

  /** Those for which others wait. */
  private static String locked(List<Lock> locks) {
    List<String> told =
        locks.stream()
            .filter(lock -> lock.strength().stopsWriters())
            .map(lock ->
                "%s %s (%s wait)"
                    .formatted(
                        lock.table(),
                        Words.precise(lock.held()),
                        lock.strength().stopsReaders() ? "readers and writers" : "writers"))
            .toList();
    return told.isEmpty() ? "" : ", locks " + String.join(", ", told);
  }
}
