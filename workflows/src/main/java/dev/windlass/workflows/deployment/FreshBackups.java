package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Backup;
import dev.windlass.workflows.plan.Backup.Newest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the backups that a plan relies on are there and young enough; before anything is done.
 */
final class FreshBackups {

  private final Run run;
  private final List<Problem> problems = new ArrayList<>();

  FreshBackups(Run run) {
    this.run = run;
  }

  /** Where nothing is live there is nothing to back up. */
  List<Problem> problems() {
    Backup backup = run.formerLive() == null ? null : run.plan.backup();
    if (backup != null) {
      backup.owned().stream().filter(own -> own.youngerThan() != null).forEach(this::look);
    }
    return problems;
  }

  private void look(Backup.Own own) {
    Newest newest = new BackupLook(own).newest();
    Instant now = NamedTimer.now();
    String objection = own.objection(newest, now);
    if (objection == null && newest != null) {
      Duration age = Duration.between(newest.takenAt(), now);
      String old = Words.of(age.isNegative() ? Duration.ZERO : age);
      say("backup of the %s: %s is %s old".formatted(own.kind(), newest.id(), old));
    } else if (objection != null && own.otherwise() == Backup.Otherwise.REFUSE) {
      problems.add(own.problem(objection));
    } else {
      say("backup of the %s will be taken: %s".formatted(own.kind(), objection));
    }
  }

  private void say(String text) {
    run.board.say(Kind.STEP, text, null);
  }
}
