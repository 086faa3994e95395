package dev.windlass.workflows.migration.safety;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how a deployment can go back once its migrations have run. A waiver changes nothing
 * here: it says that somebody wants it, not that it can be undone.
 *
 * @param reason the first finding that makes it so; null when there is none
 * @param down what is to be known of the declared way down: where it leads back what that costs,
 *     else why it may not; null where there is nothing, or nobody has read it
 */
public record RollbackVerdict(
    Way way,
    @Nullable Finding reason,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Finding down) {

  private static final String UNREAD = "not-read";

  /** Without a way down that was read. */
  public RollbackVerdict(Way way, @Nullable Finding reason) {
    this(way, reason, null);
  }

  /** How to go back. */
  public enum Way {
    /** The declared way down brings the old schema back, with all rows. */
    @JsonProperty("reversible")
    REVERSIBLE,
    /** The schema stays: old code runs on it. */
    @JsonProperty("oldCodeSafe")
    OLD_CODE_SAFE,
    /** Only the backup from before brings back what is gone. */
    @JsonProperty("needsRestore")
    NEEDS_RESTORE,
    /** Once the statement of the reason has run, nothing that is declared leads back. */
    @JsonProperty("noWayBack")
    NO_WAY_BACK
  }

  /** What undoing the migrations is declared to be. */
  public enum Declared {
    @JsonProperty("keep")
    KEEP,
    @JsonProperty("down")
    DOWN,
    @JsonProperty("restore")
    RESTORE
  }

  /** The verdict on all findings of a plan, in the order in which the statements run. */
  public static RollbackVerdict of(List<Finding> findings, Declared declared) {
    Finding loses = first(findings, List.of(Risk.DESTROYS, Risk.UNREADABLE)).orElse(null);
    if (loses != null) {
      // A way down makes the column again, not its values.
      Way way = declared == Declared.RESTORE ? Way.NEEDS_RESTORE : Way.NO_WAY_BACK;
      return new RollbackVerdict(way, loses);
    }
    Finding narrows =
        findings.stream()
            .filter(finding -> finding.kind() == MigrationKind.CONTRACT)
            .findFirst()
            .orElse(null);
    Finding depends = first(findings, List.of(Risk.DEPENDS)).orElse(null);
    return switch (declared) {
      case DOWN -> new RollbackVerdict(Way.REVERSIBLE, depends);
      case RESTORE ->
          narrows == null
              ? new RollbackVerdict(Way.OLD_CODE_SAFE, depends)
              : new RollbackVerdict(Way.NEEDS_RESTORE, narrows);
      case KEEP ->
          narrows == null
              ? new RollbackVerdict(Way.OLD_CODE_SAFE, depends)
              : new RollbackVerdict(Way.NO_WAY_BACK, narrows);
    };
  }

  /** The same once the scripts of the way down were read too. */
  RollbackVerdict by(WayDown read) {
    if (way != Way.REVERSIBLE) {
      return this;
    }
    Finding doubt = read.doubt();
    if (doubt == null) {
      return new RollbackVerdict(way, reason, read.cost());
    }
    return doubt.rule().equals(WayDown.MISSING)
        ? new RollbackVerdict(Way.NO_WAY_BACK, doubt)
        : new RollbackVerdict(Way.NO_WAY_BACK, null, doubt);
  }

  /** What is said of migrations that nobody reads. */
  static Finding unread(Place place, Advice why) {
    return new Finding(
        UNREAD,
        Severity.WARN,
        MigrationKind.CONTRACT,
        Risk.UNREADABLE,
        Effect.NONE,
        place,
        why,
        null);
  }

  /** For people. */
  public String sentence() {
    if (reason != null && reason.rule().equals(UNREAD) && way == Way.NO_WAY_BACK) {
      return "Nobody knows whether old code runs on the new schema (%s not read)."
          .formatted(reason.place().at());
    }
    if (way == Way.NO_WAY_BACK && down != null) {
      return "Nobody knows whether the declared way down leads back (" + told(down) + ").";
    }
    String because = reason == null ? "" : " (" + told(reason) + ")";
    return switch (way) {
      case REVERSIBLE -> "The declared way down leads back" + because + cost() + ".";
      case OLD_CODE_SAFE -> "Old code runs on the new schema" + because + ".";
      case NEEDS_RESTORE -> "Going back needs the backup from before" + because + ".";
      case NO_WAY_BACK ->
          "There is no way back after "
              + (reason == null ? "this" : reason.place() + " (" + reason.rule() + ")")
              + ".";
    };
  }

  private String cost() {
    if (down == null) {
      return "";
    }
    String what =
        down.risk() == Risk.DESTROYS
            ? "loses what was written since"
            : down.loses() || down.risk() == Risk.DEPENDS
                ? "may lose what was written since"
                : down.effect().blocksReaders()
                    ? "keeps readers and writers waiting"
                    : "keeps writers waiting";
    return "; it " + what + " (" + told(down) + ")";
  }

  private static String told(Finding finding) {
    return finding.rule() + ", " + finding.place();
  }

  private static Optional<Finding> first(List<Finding> findings, List<Risk> risks) {
    return findings.stream().filter(finding -> risks.contains(finding.risk())).findFirst();
  }
}
