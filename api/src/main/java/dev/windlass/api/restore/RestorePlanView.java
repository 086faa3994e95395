package dev.windlass.api.restore;

import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.restore.Emergency;
import dev.windlass.workflows.restore.Guide;
import dev.windlass.workflows.restore.RestorePlan;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A restore before it is agreed to.
 *
 * @param hash to start exactly this one
 * @param backup that is restored
 * @param takenAt when it was taken: what was written since is lost
 * @param age how long ago that was
 * @param target name and server of the database that is replaced
 * @param own whether it is the environment's own, which is locked meanwhile
 * @param tables only these; empty for all
 * @param stores from where it is read, in order
 * @param codePlan hash of the rollback that brings the code back; null where the code stays
 * @param text all of it for people
 */
@Schema(name = "RestorePlan")
public record RestorePlanView(
    String hash,
    String backup,
    Instant takenAt,
    Duration age,
    String target,
    boolean own,
    List<String> tables,
    List<String> stores,
    @Nullable String codePlan,
    List<String> text) {

  static RestorePlanView of(RestorePlan plan, Instant now) {
    Database database = plan.target().database();
    String target = database.name() + " at " + database.host() + ":" + database.port();
    Duration age = Duration.between(plan.backup().takenAt(), now);
    List<String> stores = plan.backup().stores().stream().map(Object::toString).toList();
    String hash = PlanHash.of(plan);
    return new RestorePlanView(
        hash,
        plan.backup().id(),
        plan.backup().takenAt(),
        age,
        target,
        plan.target().isOwn(),
        plan.tables(),
        stores,
        codePlan(plan.emergency()),
        new Text(plan, target, age).lines(hash));
  }

  private static @Nullable String codePlan(@Nullable Emergency emergency) {
    DeploymentPlan code = emergency == null ? null : emergency.code();
    return code == null ? null : PlanHash.of(code);
  }

  private record Text(RestorePlan plan, String target, Duration age) {

    List<String> lines(String hash) {
      List<String> lines = new ArrayList<>();
      lines.add(
          "restore %s · %s %s · %s into %s · nothing changed"
              .formatted(
                  PlanHash.brief(hash),
                  plan.application(),
                  plan.environment(),
                  plan.backup().id(),
                  target));
      lines.add("backup   taken %s ago (%s)".formatted(words(age), plan.backup().takenAt()));
      lines.add("tables   " + (plan.tables().isEmpty() ? "all" : String.join(", ", plan.tables())));
      lines.add("LOST     everything that was written there since then");
      lines.add("safety   a backup of what %s holds now is taken first".formatted(target));
      lines.add(
          "way      "
              + (plan.target().isSwapped()
                  ? "loaded and compared in a schema beside it, then swapped by RENAME TABLE"
                  : "one transaction"
                      + (plan.tables().isEmpty() ? "; what the backup does not know goes" : "")));
      lines.add(
          "lock     "
              + (plan.target().isOwn()
                  ? "no other change of %s meanwhile".formatted(plan.environment())
                  : "none: it is not the environment's own database"));
      around(lines);
      return lines;
    }

    private void around(List<String> lines) {
      Emergency emergency = plan.emergency();
      if (emergency == null) {
        lines.add("around   nothing: visitors are not kept away, the code stays (--emergency)");
        return;
      }
      Guide guide = emergency.guide();
      if (guide != null) {
        guide.findings().forEach(found -> lines.add("found    " + found));
        lines.add("asks     before anything is written, and before visitors come back");
      }
      lines.add("before   maintenance on, which no timer ends");
      DeploymentPlan code = emergency.code();
      lines.add(
          "after    code %s, its checks, maintenance off"
              .formatted(code == null ? "stays" : "back to " + release(code)));
      lines.add(
          "failing  maintenance "
              + (emergency.otherwise() == Emergency.Otherwise.OPEN
                  ? "goes off where the database is as before"
                  : "stays on"));
    }

    private static String release(DeploymentPlan code) {
      return code.release() instanceof ReleaseSource.Existing existing
          ? existing.release()
          : code.release().revision();
    }

    private static String words(Duration age) {
      if (age.toDays() > 0) {
        return "%d d %d h".formatted(age.toDays(), age.toHoursPart());
      }
      return age.toHours() > 0
          ? "%d h %d min".formatted(age.toHours(), age.toMinutesPart())
          : "%d min".formatted(age.toMinutes());
    }
  }
}
