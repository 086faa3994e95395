package dev.windlass.activities.fleet;

import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.grant.Unspoken;
import dev.windlass.activities.log.LogSink;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.job.CommandRow;
import dev.windlass.activities.ssh.job.JobCommand;
import dev.windlass.activities.ssh.job.JobListener;
import dev.windlass.activities.ssh.job.JobOutput;
import dev.windlass.activities.ssh.job.JobRequest;
import dev.windlass.activities.ssh.job.JobResult;
import dev.windlass.activities.ssh.job.JobScope;
import dev.windlass.activities.ssh.job.JobSecrets;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.RunHostJob;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A step's template on one host: the job that is sent, and the row of how it went. */
final class HostJobs {

  private final FleetParts parts;
  private final RunHostJob step;
  private final Scope scope;
  private final Unspoken unspoken;

  HostJobs(FleetParts parts, RunHostJob step) {
    this.parts = parts;
    this.step = step;
    this.scope = new Scope(step.change().application(), step.change().environment());
    this.unspoken = new Unspoken(parts.grants(), scope, step.secrets());
  }

  HostRow run(RemoteHost remote, HostVisit visit) {
    List<HostJob.Line> lines =
        HostJobRenderer.render(step.job(), visit.host(), step.layout(), step.change());
    if (lines.isEmpty()) {
      return visit.row(HostRow.Result.DONE, "nothing to do for its roles");
    }
    if (step.job().clears()) {
      return new Clearing(step, lines).on(remote, visit);
    }
    JobRequest request = request(visit.host(), lines);
    visit.starting();
    return row(parts.jobs().run(remote, request, listener(visit)), visit);
  }

  private JobRequest request(Host host, List<HostJob.Line> lines) {
    SortedMap<String, String> secrets = secrets(lines);
    JobRequest.Terms terms = JobRequest.Terms.limitedTo(step.job().limit());
    return new JobRequest(
        step.operation(host.name()),
        new JobScope(step.layout().on(host).path(), step.change().number()),
        lines.stream().map(line -> command(line, step.layout(), secrets)).toList(),
        new JobSecrets(secrets, unspoken.redactor(secrets.values())),
        step.job().repeatable() ? terms.runnableAgain() : terms);
  }

  private SortedMap<String, String> secrets(List<HostJob.Line> lines) {
    SortedMap<String, String> values = new TreeMap<>();
    for (HostJob.Line line : lines) {
      for (EnvironmentVariable variable : line.secrets()) {
        String name = variable.secret();
        if (name == null || line.as() != null) {
          throw new IllegalArgumentException(
              line.name() + ": " + variable.name() + " cannot be handed over as a secret");
        }
        values.put(variable.name(), parts.grants().secret(scope, name).reveal());
      }
    }
    return values;
  }

  /** The job knows the secrets of all its commands; each command loses those of the others. */
  private static JobCommand command(
      HostJob.Line line, Layout layout, SortedMap<String, String> secrets) {
    List<String> own = line.secrets().stream().map(EnvironmentVariable::name).toList();
    List<String> foreign = secrets.keySet().stream().filter(name -> !own.contains(name)).toList();
    return new JobCommand(
        line.name(),
        HostJobRenderer.script(line, layout),
        line.as() == null ? List.of() : List.of(line.as()),
        foreign);
  }

  private JobListener listener(HostVisit visit) {
    return new JobListener() {
      @Override
      public void output(JobOutput chunk) {
        parts
            .logs()
            .append(
                new LogSink.LogChunk(
                    step.change().deployment(),
                    visit.host().name(),
                    chunk.operation(),
                    chunk.offset(),
                    chunk.end(),
                    chunk.text()));
      }

      @Override
      public void alive(long offset) {
        visit.alive();
      }
    };
  }

  private static HostRow row(JobResult result, HostVisit visit) {
    return switch (result) {
      case JobResult.Finished f when f.exit() == 0 ->
          visit.row(HostRow.Result.DONE, warnings(f.tail()));
      case JobResult.Finished f -> row(visit, HostRow.Result.FAILED, f.commands(), said(f));
      case JobResult.TimedOut t ->
          row(
              visit,
              HostRow.Result.FAILED,
              t.commands(),
              t.tail() + "\ntook longer than its limit and was ended");
      case JobResult.Killed k ->
          row(visit, HostRow.Result.FAILED, k.commands(), k.tail() + "\nwas ended from outside");
      case JobResult.Unknown u ->
          row(visit, HostRow.Result.UNKNOWN, u.commands(), u.tail() + "\n" + u.why());
      case JobResult.Refused(JobResult.Refusal by, String detail) ->
          visit.row(
              by == JobResult.Refusal.HOST ? HostRow.Result.FAILED : HostRow.Result.REFUSED,
              switch (by) {
                case FENCE -> "a later deployment has been here: " + detail;
                case TOMBSTONE -> "superseded by an undo or an abort: " + detail;
                case HOST -> detail;
              });
    };
  }

  /** A full disk keeps no words: what failed and how is all that is known then. */
  private static String said(JobResult.Finished failed) {
    String command = failed.commands().isEmpty() ? "it" : failed.commands().getLast().name();
    return failed.tail().isBlank()
        ? command
            + " ended with exit "
            + failed.exit()
            + " and said nothing, or the disk is too full to keep it"
        : failed.tail();
  }

  /** What it printed for people to read, although it did its work. */
  static String warnings(String tail) {
    return tail.lines()
        .filter(line -> line.startsWith(HostRow.WARNING))
        .map(line -> line.substring(HostRow.WARNING.length()))
        .collect(Collectors.joining("\n"));
  }

  private static HostRow row(
      HostVisit visit, HostRow.Result result, List<CommandRow> commands, String detail) {
    CommandRow last = commands.isEmpty() ? null : commands.getLast();
    return new HostRow(
        visit.host().name(),
        result,
        last == null ? null : last.name(),
        last == null ? null : last.exit(),
        Texts.brief(detail),
        visit.took(),
        null,
        List.of());
  }
}
