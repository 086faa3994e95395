package dev.windlass.api.drill;

import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.drill.Rehearsal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What it took to run a release's pending migrations on the restored backup.
 *
 * @param digest of the release's artifact
 * @param tookSeconds all of it
 * @param told in one line
 * @param failure what ended it early; null where all of it ran
 * @param unmeasured what could not be seen on this server
 * @param scripts as far as it came
 */
@Schema(name = "Rehearsal")
public record RehearsalView(
    String digest,
    String revision,
    double tookSeconds,
    String told,
    @Nullable String failure,
    @Nullable String unmeasured,
    List<Script> scripts) {

  public RehearsalView {
    scripts = List.copyOf(scripts);
  }

  /**
   * One script.
   *
   * @param rows that its statements wrote, as the server counts
   * @param waitedSeconds for locks of others; null where it could not be seen
   */
  @Schema(name = "RehearsedScript")
  public record Script(
      String name,
      double tookSeconds,
      @Nullable Long rows,
      List<Lock> locks,
      @Nullable Double waitedSeconds) {
    public Script {
      locks = List.copyOf(locks);
    }
  }

  /**
   * The strongest lock of a table that was there before, or a weaker one that was held longer.
   *
   * @param strength {@code rowExclusive}, {@code share}, {@code accessExclusive}, …
   */
  @Schema(name = "RehearsedLock")
  public record Lock(String table, String strength, double heldSeconds) {}

  static RehearsalView of(Rehearsal rehearsal) {
    return new RehearsalView(
        rehearsal.digest(),
        rehearsal.revision(),
        seconds(rehearsal.took()),
        rehearsal.line(),
        rehearsal.failure(),
        rehearsal.unmeasured(),
        rehearsal.scripts().stream().map(RehearsalView::script).toList());
  }

  private static Script script(Rehearsal.Script script) {
    return new Script(
        script.name(),
        seconds(script.took()),
        script.rows(),
        script.locks().stream()
            .map(
                lock -> new Lock(lock.table(), WireNames.of(lock.strength()), seconds(lock.held())))
            .toList(),
        script.waited() == null ? null : seconds(script.waited()));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
