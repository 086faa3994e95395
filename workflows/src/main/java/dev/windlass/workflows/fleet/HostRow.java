package dev.windlass.workflows.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one host in one step.
 *
 * @param command name of the command that decided, or null
 * @param exit its exit code, or null
 * @param detail one or a few lines for people, redacted, at most 1 KB
 * @param took time on this host
 * @param facts what was seen, of an inspection only
 * @param problems what an inspection objects to
 * @param remarks what it only wonders at; null where there is nothing, and in rows of before
 */
public record HostRow(
    String host,
    Result result,
    @Nullable String command,
    @Nullable Integer exit,
    String detail,
    Duration took,
    @Nullable HostFacts facts,
    List<Problem> problems,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Problem> remarks) {

  public HostRow {
    problems = List.copyOf(problems);
    remarks = remarks == null ? null : List.copyOf(remarks);
  }

  /** Without remarks. */
  public HostRow(
      String host,
      Result result,
      @Nullable String command,
      @Nullable Integer exit,
      String detail,
      Duration took,
      @Nullable HostFacts facts,
      List<Problem> problems) {
    this(host, result, command, exit, detail, took, facts, problems, null);
  }

  /** Begins a line that a command prints, although it did its work, for people to read. */
  public static final String WARNING = "warning: ";

  public static HostRow of(String host, Result result, String detail, Duration took) {
    return new HostRow(host, result, null, null, detail, took, null, List.of());
  }

  /** One line per host that is not done. */
  public static List<String> problems(String step, List<HostRow> rows) {
    return rows.stream()
        .filter(row -> row.result() != Result.DONE)
        .map(row -> step + " on " + row.host() + ": " + row.detail())
        .toList();
  }

  /** One line per host that is done and said something all the same. */
  public static List<String> warnings(String step, List<HostRow> rows) {
    return rows.stream()
        .filter(row -> row.result() == Result.DONE && !row.detail().isBlank())
        .map(row -> step + " on " + row.host() + ": " + row.detail())
        .toList();
  }

  /** How it went. */
  public enum Result {
    @JsonProperty("done")
    DONE,
    /** The command ended with another exit code than 0, or ran out of time and was killed. */
    @JsonProperty("failed")
    FAILED,
    /** The host could not be reached within its deadline; nothing is known to have started. */
    @JsonProperty("unreachable")
    UNREACHABLE,
    /** Something was started and cannot be known to have ended (reboot, lost exit). */
    @JsonProperty("unknown")
    UNKNOWN,
    /** The host refused: a later deployment's number, or a tombstone. */
    @JsonProperty("refused")
    REFUSED
  }
}
