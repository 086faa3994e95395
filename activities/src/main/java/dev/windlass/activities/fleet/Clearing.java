package dev.windlass.activities.fleet;

import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.RunHostJob;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes away what nobody uses. It is no job: one that comes late, or twice, must only never meet a
 * later change, so it looks at the fence and moves things aside before it lets anybody raise it.
 */
final class Clearing {

  private static final String SCRIPT = HostInspector.script("clear.sh");

  private final RunHostJob step;
  private final List<HostJob.Line> lines;

  Clearing(RunHostJob step, List<HostJob.Line> lines) {
    this.step = step;
    this.lines = lines;
  }

  HostRow on(RemoteHost remote, HostVisit visit) {
    RunResult seen =
        remote.run(
            RemoteCommand.of(
                    SCRIPT,
                    step.layout().on(visit.host()).path(),
                    Long.toString(step.change().number()),
                    HostJobRenderer.script(lines.getFirst()),
                    lines.stream()
                        .skip(1)
                        .map(HostJobRenderer::script)
                        .collect(Collectors.joining("\n")))
                .withTimeout(step.job().limit()));
    return switch (seen.ending()) {
      case Ending.ConnectionLost _ ->
          throw new ConnectionLostException(
              visit.host().name() + ": lost during " + step.job().step(), null);
      case Ending.Exited(int code) when code == 0 ->
          visit.row(HostRow.Result.DONE, HostJobs.warnings(seen.output()));
      case Ending.Exited _ ->
          visit.row(HostRow.Result.FAILED, seen.errors() + HostJobs.warnings(seen.output()));
      case Ending ending -> visit.row(HostRow.Result.FAILED, seen.errors() + ending);
    };
  }
}
