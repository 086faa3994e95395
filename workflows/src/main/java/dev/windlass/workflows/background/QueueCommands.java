package dev.windlass.workflows.background;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.Shell;
import dev.windlass.workflows.plan.QueueWorkers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said to the keeper of queue workers, as values. Stopping waits for the running jobs;
 * starting proves by the start time of each process that none of the old ones is left. Each may be
 * said again, also while an earlier one still works.
 */
final class QueueCommands {

  private QueueCommands() {}

  /**
   * Stops, starts, proves.
   *
   * @param from release that the processes belong to, or null when there was none
   * @param to release that is live, a quoted word or {@code {release}}
   */
  static HostJob.Line restart(QueueWorkers workers, @Nullable String from, String to) {
    return line(workers, stopping(workers, from) + starting(workers, to));
  }

  /** Stops and leaves it so. */
  static HostJob.Line stop(QueueWorkers workers, @Nullable String from) {
    return line(workers, stopping(workers, from));
  }

  /** Starts what may run already: nothing is proved of its age. */
  static HostJob.Line start(QueueWorkers workers) {
    return line(
        workers,
        switch (workers.keeper()) {
          case QueueWorkers.Supervisor supervisor -> startSupervisor(supervisor);
          case QueueWorkers.Service service -> startService(service);
          case QueueWorkers.Commands commands -> startCommands(commands);
        });
  }

  private static HostJob.Line line(QueueWorkers workers, String script) {
    return new HostJob.Line(
        workers.name(),
        head(workers) + script.stripTrailing(),
        "{path}",
        workers.as(),
        List.of(),
        workers.roles());
  }

  /** Time is the host's uptime in hundredths of a second, as the kernel notes it of processes. */
  private static String head(QueueWorkers workers) {
    return """
    now() {
      read -r up _ </proc/uptime
      echo "${up%%.*}${up#*.}"
    }
    began=$(now)
    late=$((began + %d * 100))
    fail() {
      echo %s": $1" >&2
      exit 1
    }
    """
        .formatted(workers.drain().toSeconds(), Shell.quote(workers.name()));
  }

  private static String proof(QueueWorkers workers, String to) {
    return """
    base=$(cd {path}/releases && pwd -P)
    count=0
    for pid in $pids; do
      stat=$(cat "/proc/$pid/stat" 2>/dev/null) || fail "process $pid is not seen in /proc"
      started=$(echo "${stat##*) }" | cut -d ' ' -f 20)
      [ "$started" -ge "$began" ] || fail "process $pid began before the restart: the old code"
      at=$(readlink "/proc/$pid/cwd" 2>/dev/null) || at=
      case $at/ in
        "$base"/%1$s/*) ;;
        "$base"/*) fail "process $pid runs in $at, expected $base/"%1$s ;;
      esac
      count=$((count + 1))
    done
    [ "$count" -gt 0 ] || fail 'no process after the start'
    echo %2$s": $count after the restart"
    """
        .formatted(to, Shell.quote(workers.name()));
  }

  private static String stopping(QueueWorkers workers, @Nullable String from) {
    long limit = workers.drain().toSeconds();
    return switch (workers.keeper()) {
      case QueueWorkers.Supervisor supervisor ->
          lookSupervisor(supervisor)
              + waiting(
                  workers,
                  "{as} timeout %d supervisorctl stop %s:".formatted(limit, supervisor.program()),
                  "{as} supervisorctl signal KILL %s:".formatted(supervisor.program()));
      case QueueWorkers.Service service ->
          lookService(service)
              + waiting(
                  workers,
                  "{as} timeout %d systemctl stop %s".formatted(limit, service.unit()),
                  "{as} systemctl kill --signal=KILL " + service.unit());
      case QueueWorkers.Commands commands -> stopCommands(workers, commands, from);
    };
  }

  private static String starting(QueueWorkers workers, String to) {
    String prove = proof(workers, to);
    return switch (workers.keeper()) {
      case QueueWorkers.Supervisor supervisor -> startSupervisor(supervisor) + prove;
      case QueueWorkers.Service service -> startService(service) + prove;
      case QueueWorkers.Commands commands ->
          startCommands(commands) + (commands.pids() == null ? "" : prove);
    };
  }

  /** The keeper stops all of them at once; what still ends when it gives up is waited for. */
  private static String waiting(QueueWorkers workers, String stop, String kill) {
    return """
    ended=0
    said=$( %1$s 2>&1) || ended=$?
    while look && [ "$state" = stopping ] && [ "$(now)" -lt "$late" ]; do
      sleep 1
    done
    if [ "$state" = stopping ]; then
      %2$s
      %3$s || :
      tries=0
      while look && [ "$state" = stopping ] && [ "$tries" -lt 10 ]; do
        tries=$((tries + 1))
        sleep 1
      done
    fi
    [ "$state" = stopped ] || fail "$said $seen"
    """
        .formatted(stop, tooLate(workers), kill);
  }

  private static String tooLate(QueueWorkers workers) {
    return switch (workers.late()) {
      case KILL -> "echo 'a job ran longer than the drain: it is killed'";
      case FAIL -> "fail 'a job runs longer than the drain'";
    };
  }

  private static String lookSupervisor(QueueWorkers.Supervisor supervisor) {
    return """
    look() {
      seen=$({as} supervisorctl status %s: 2>&1) || :
      case $seen in
        *' STOPPING '*) state=stopping ;;
        *' RUNNING '* | *' STARTING '* | *' BACKOFF '*) state=running ;;
        *' STOPPED '* | *' EXITED '* | *' FATAL '*) state=stopped ;;
        *) state=unknown ;;
      esac
    }
    """
        .formatted(supervisor.program());
  }

  private static String lookService(QueueWorkers.Service service) {
    return """
    look() {
      seen=$(systemctl show --property=ActiveState --value %s 2>&1) || :
      case $seen in
        deactivating) state=stopping ;;
        active | activating | reloading) state=running ;;
        inactive | failed) state=stopped ;;
        *) state=unknown ;;
      esac
    }
    """
        .formatted(service.unit());
  }

  private static String startSupervisor(QueueWorkers.Supervisor supervisor) {
    return """
    said=$({as} supervisorctl start %1$s: 2>&1) || :
    seen=$({as} supervisorctl status %1$s: 2>&1) || fail "$said $seen"
    pids=$(echo "$seen" | sed -n 's/.* RUNNING  *pid \\([0-9]*\\),.*/\\1/p')
    """
        .formatted(supervisor.program());
  }

  /** A simple service counts as started before its program has run: so a look a second later. */
  private static String startService(QueueWorkers.Service service) {
    return """
    {as} systemctl start %1$s
    sleep 1
    seen=$(systemctl show --property=ActiveState --value %1$s)
    [ "$seen" = active ] || fail "is $seen a second after its start"
    pids=$(systemctl show --property=MainPID --value %1$s)
    """
        .formatted(service.unit());
  }

  private static String startCommands(QueueWorkers.Commands commands) {
    return own("{path}/current", commands.start()) + "\n" + pids(commands);
  }

  private static String pids(QueueWorkers.Commands commands) {
    String pids = commands.pids();
    return pids == null ? "" : "pids=$" + own("{path}/current", pids) + "\n";
  }

  /** Whoever has told their numbers is waited for; of others the command's end is believed. */
  private static String stopCommands(
      QueueWorkers workers, QueueWorkers.Commands commands, @Nullable String from) {
    if (from == null) {
      return "";
    }
    return lookCommands(commands.pids(), "{path}/releases/" + Shell.quote(from))
        + waiting(
            workers,
            "{as} timeout %d /bin/sh -c %s"
                .formatted(workers.drain().toSeconds(), Shell.quote(commands.stop()))
                .transform(line -> in("{path}/releases/" + Shell.quote(from), line)),
            "{as} kill -s KILL $old");
  }

  private static String lookCommands(@Nullable String pids, String directory) {
    return pids == null
        ? """
        look() {
          case $ended in
            0) state=stopped ;;
            124) state=stopping ;;
            *) state=running ;;
          esac
        }
        """
        : """
        look() {
          state=stopped
          for pid in $old; do
            [ ! -d "/proc/$pid" ] || state=stopping
          done
        }
        old=$%s
        """
            .formatted(own(directory, pids));
  }

  private static String own(String directory, String command) {
    return in(directory, "{as} /bin/sh -c " + Shell.quote(command));
  }

  private static String in(String directory, String command) {
    return "(cd " + directory + " && " + command + ")";
  }
}
