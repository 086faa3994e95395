package dev.windlass.activities.ssh.job;

import dev.windlass.activities.ssh.job.FrameReader.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads a job's record: its rows, and what they mean together with the last line of start.sh. */
final class JobRecord {

  private final List<JobCommand> commands;
  private final List<CommandRow> rows = new ArrayList<>();
  private List<String> end = List.of();
  private long begun;
  private long ran;

  JobRecord(List<JobCommand> commands) {
    this.commands = commands;
  }

  /** Times in rows are hundredths of a second of the host's uptime. */
  void row(List<String> words) {
    switch (words.getFirst()) {
      case "at" -> begun = Long.parseLong(words.get(1));
      case "run" -> {
        ran = Long.parseLong(words.get(2));
        rows.add(new CommandRow(name(words), null, hundredths(ran - begun), Duration.ZERO));
      }
      case "ran" -> {
        CommandRow open = rows.removeLast();
        Duration took = hundredths(Long.parseLong(words.get(3)) - ran);
        rows.add(new CommandRow(open.name(), Integer.valueOf(words.get(2)), open.after(), took));
      }
      case "end" -> end = words.subList(1, words.size());
      default -> throw new IllegalStateException("row of a job: " + words);
    }
  }

  private String name(List<String> words) {
    return commands.get(Integer.parseInt(words.get(1))).name();
  }

  private static Duration hundredths(long count) {
    return Duration.ofMillis(count * 10);
  }

  /** The result that this last line tells. */
  JobResult result(Frame last, String tail) {
    return switch (last.verb()) {
      case "settled" -> settled(tail);
      case "killed" -> new JobResult.Killed(rows, tail);
      case "unknown" -> new JobResult.Unknown(last.rest(), rows, tail);
      case "refused" ->
          last.words().getFirst().equals("tombstone")
              ? tombstone()
              : new JobResult.Refused(
                  JobResult.Refusal.HOST,
                  String.join(" ", last.words().subList(1, last.words().size())));
      default -> throw new IllegalStateException("last line of a job: " + last);
    };
  }

  private JobResult settled(String tail) {
    return switch (end.getFirst()) {
      case "exit" -> new JobResult.Finished(Integer.parseInt(end.get(1)), rows, tail);
      case "timeout" -> new JobResult.TimedOut(rows, tail);
      case "fence" ->
          new JobResult.Refused(
              JobResult.Refusal.FENCE, "deployment " + end.get(1) + " has been here since");
      case "tombstone" -> tombstone();
      default -> throw new IllegalStateException("end of a job: " + end);
    };
  }

  private static JobResult tombstone() {
    return new JobResult.Refused(
        JobResult.Refusal.TOMBSTONE, "the operation was superseded by an undo or an abort");
  }
}
