package dev.windlass.workflows.deployment;

import dev.windlass.workflows.fleet.HostRow;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.List;

/** What failures and rows say, in one line. */
final class Words {

  private Words() {}

  /** The innermost message that people can use. */
  static String of(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure application) {
        return application.getOriginalMessage();
      }
      if (at instanceof TimeoutFailure && at.getCause() == null) {
        return "gave up after its time limit: no worker or no answer";
      }
    }
    return String.valueOf(failure.getMessage());
  }

  /** One line per host that is not done. */
  static List<String> problems(String step, List<HostRow> rows) {
    return rows.stream()
        .filter(row -> row.result() != HostRow.Result.DONE)
        .map(row -> step + " on " + row.host() + ": " + row.detail())
        .toList();
  }
}
