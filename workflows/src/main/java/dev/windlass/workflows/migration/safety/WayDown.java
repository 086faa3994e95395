package dev.windlass.workflows.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was read in the declared scripts that take pending ones back. It stops nothing: to take a
 * column back is to drop it. The verdict says what that costs.
 *
 * @param scripts in the order in which they run, the newest first
 * @param findings what people should know, in the same order, none of them more than a warning; of
 *     very many the worst
 * @param untold how many findings are left out
 */
public record WayDown(List<ReadScript> scripts, List<Finding> findings, int untold) {

  /** A pending script that nothing takes back. */
  static final String MISSING = "no-way-down";

  public WayDown {
    scripts = List.copyOf(scripts);
    findings = List.copyOf(findings);
  }

  /**
   * Reads them as this analysis does.
   *
   * @param missing pending scripts without one, each with where it is looked for
   * @param terms as of the scripts that they take back; what is allowed there binds nobody here
   */
  public static WayDown of(
      Analysis analysis, List<Script> scripts, List<Missing> missing, Terms terms) {
    Terms here = new Terms(terms.undo(), null, terms.schema());
    List<Finding> all = new ArrayList<>(missing.stream().map(Missing::finding).toList());
    analysis.of(scripts).stream()
        .filter(finding -> !finding.isOfWaiver() || isIn(scripts, finding))
        .map(here::taken)
        .filter(Objects::nonNull)
        .forEach(all::add);
    List<Finding> telling = Reading.telling(all);
    List<Finding> told = Reading.worst(telling).stream().map(Finding::warning).toList();
    return new WayDown(Reading.kinds(scripts, all), told, telling.size() - told.size());
  }

  /** A waiver from outside that names no script may be for what goes up alone. */
  private static boolean isIn(List<Script> scripts, Finding finding) {
    return scripts.stream().anyMatch(script -> script.name().equals(finding.place().script()));
  }

  /**
   * @param script that is pending
   * @param wanted file in the release that would take it back
   */
  public record Missing(String script, String wanted) {

    private Finding finding() {
      return new Finding(
          MISSING,
          Severity.FAIL,
          MigrationKind.CONTRACT,
          Risk.UNREADABLE,
          Effect.NONE,
          new Place(script, 0, ""),
          new Advice("Nothing takes it back.", "Add " + wanted + ", or undo: keep.", "Windlass"),
          null);
    }
  }

  /** Whether it is about a waiver that is for one of these scripts. */
  boolean isWaivedHere(Finding finding) {
    return finding.isOfWaiver()
        && scripts.stream().anyMatch(script -> script.name().equals(finding.place().script()));
  }

  /** Why nobody can say that it leads back, or null. */
  @Nullable Finding doubt() {
    return first(finding -> List.of(Risk.UNREADABLE, Risk.REFUSED).contains(finding.risk()))
        .orElse(null);
  }

  /** What it loses, else what it hangs on, else for what others wait; null for nothing. */
  @Nullable Finding cost() {
    return first(Finding::loses)
        .or(() -> first(finding -> finding.risk() == Risk.DEPENDS))
        .or(() -> first(finding -> finding.effect().blocksWriters()))
        .orElse(null);
  }

  private Optional<Finding> first(Predicate<Finding> wanted) {
    return findings.stream().filter(wanted).findFirst();
  }
}
