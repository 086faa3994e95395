package dev.windlass.workflows.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.analysis.Alarm;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Alarms when an environment has had no backup, or no drill that passed, for longer than its file
 * allows, whatever the reason: also when nothing ever tries. Runs under {@code
 * freshness/<application>/<environment>}, begun and renewed when a file is put, ended when the file
 * no longer asks for it. Changes nothing.
 */
@WorkflowInterface
public interface FreshnessWorkflow {

  @WorkflowMethod(name = "Freshness")
  void run(Vigil vigil);

  @SignalMethod(name = "renew", description = "From a file that was put; not for people.")
  void renew(Vigil vigil);

  @SignalMethod(name = "end", description = "End it until the next file is put: \"who\" or empty.")
  void end(@Nullable String by);

  @QueryMethod(name = "status", description = "How old backups and drills are, and every alarm.")
  FreshnessStatus status();

  /**
   * @param limits one for each kind that is watched
   * @param alarms open already; null where none is
   */
  record Vigil(
      String application,
      String environment,
      List<Limit> limits,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Alarm> alarms) {
    public Vigil {
      limits = List.copyOf(limits);
      alarms = alarms == null ? null : List.copyOf(alarms);
    }

    /** Of a file, which knows of no alarm. */
    public Vigil(String application, String environment, List<Limit> limits) {
      this(application, environment, limits, null);
    }

    /** The open ones; none where there are none. */
    List<Alarm> open() {
      return Objects.requireNonNullElse(alarms, List.of());
    }
  }

  /**
   * @param kind {@code database}, {@code files} or {@link #DRILL}
   * @param longest time without a new backup, or without a drill that passed
   * @param since from when on it counts where there is none at all
   * @param stores addresses of the declared ones, which must all have it; null where any will do:
   *     for drills, and in histories from before this was told
   */
  record Limit(
      String kind,
      Duration longest,
      Instant since,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> stores) {

    /** The kind of those that are no backups, but prove them. */
    public static final String DRILL = "drill";

    public Limit {
      stores = stores == null ? null : List.copyOf(stores);
    }

    /** In whatever store. */
    public Limit(String kind, Duration longest, Instant since) {
      this(kind, longest, since, null);
    }

    /** None where any will do. */
    List<String> declared() {
      return Objects.requireNonNullElse(stores, List.of());
    }
  }

  /**
   * @param kinds as last looked at; empty before the first look
   * @param alarms those that are open
   */
  record FreshnessStatus(
      String application, String environment, List<Freshness> kinds, List<Alarm> alarms) {
    public FreshnessStatus {
      kinds = List.copyOf(kinds);
      alarms = List.copyOf(alarms);
    }
  }

  /**
   * How fresh the newest backup is, or the last drill that passed.
   *
   * @param newest id of the newest that is whole in every declared store, or of that drill, or null
   * @param takenAt when its source was read, or when that drill ended, or null
   * @param until when it becomes, or became, an alarm
   * @param lack what is newer and not in every declared store; null where nothing is
   */
  record Freshness(
      String kind,
      Duration longest,
      @Nullable String newest,
      @Nullable Instant takenAt,
      Instant until,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Lack lack) {

    /** Nothing is newer. */
    public Freshness(
        String kind,
        Duration longest,
        @Nullable String newest,
        @Nullable Instant takenAt,
        Instant until) {
      this(kind, longest, newest, takenAt, until, null);
    }
  }

  /**
   * A backup that is not everywhere.
   *
   * @param takenAt when its source was read
   * @param stores addresses of the declared ones that do not have it
   */
  record Lack(String backup, Instant takenAt, List<String> stores) {
    public Lack {
      stores = List.copyOf(stores);
    }
  }
}
