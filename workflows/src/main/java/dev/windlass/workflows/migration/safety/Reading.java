package dev.windlass.workflows.migration.safety;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was read in the scripts that are pending, before any of them runs.
 *
 * @param server that they were read for, e.g. {@code mariadb 10.11}; empty where nobody reads them
 * @param scripts in the order in which they run
 * @param findings what people should know, in the same order; of very many the worst
 * @param untold how many findings are left out
 * @param losing scripts in which rows or values are lost, or may be for all that can be read;
 *     waived ones too
 * @param down what was read in the scripts that take them back; null where none are declared
 */
public record Reading(
    String server,
    List<ReadScript> scripts,
    List<Finding> findings,
    int untold,
    List<String> losing,
    RollbackVerdict verdict,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WayDown down) {

  /** A plan travels with them: a thousand statements of one dump must not fill it. */
  public static final int MOST = 60;

  /** All of those that nobody reads, whose names are not known. */
  private static final String UNREAD = "migrations";

  public Reading {
    scripts = List.copyOf(scripts);
    findings = List.copyOf(findings);
    losing = List.copyOf(losing);
  }

  /** Where no scripts take anything back. */
  public Reading(
      String server,
      List<ReadScript> scripts,
      List<Finding> findings,
      int untold,
      List<String> losing,
      RollbackVerdict verdict) {
    this(server, scripts, findings, untold, losing, verdict, null);
  }

  /** Reads the scripts as this analysis does. */
  public static Reading of(Analysis analysis, List<Script> scripts, Terms terms) {
    List<Finding> all =
        analysis.of(scripts).stream().map(terms::taken).filter(Objects::nonNull).toList();
    List<Finding> telling = telling(all);
    List<Finding> told = worst(telling);
    return new Reading(
        analysis.target().toString(),
        kinds(scripts, all),
        told,
        telling.size() - told.size(),
        all.stream()
            .filter(finding -> finding.loses())
            .map(finding -> finding.place().script())
            .distinct()
            .toList(),
        RollbackVerdict.of(all, terms.undo()));
  }

  /**
   * Migrations that nobody reads: they may do anything. It is said, and stops only what asks for
   * more.
   *
   * @param command that migrates
   * @param why nobody does, as a sentence, and what to write so that somebody does
   */
  public static Reading none(String command, Advice why, Terms terms) {
    Place place = new Place(UNREAD, 0, command);
    Finding unread = terms.taken(RollbackVerdict.unread(place, why));
    List<Finding> all = unread == null ? List.of() : List.of(unread);
    return new Reading(
        "",
        List.of(new ReadScript(UNREAD, MigrationKind.CONTRACT)),
        all,
        0,
        all.stream().map(finding -> finding.place().script()).toList(),
        RollbackVerdict.of(all, terms.undo()));
  }

  /** The same, with what takes the scripts back. */
  public Reading with(WayDown way) {
    List<Finding> up = findings.stream().filter(finding -> !way.isWaivedHere(finding)).toList();
    return new Reading(server, scripts, up, untold, losing, verdict.by(way), way);
  }

  /** Whether anything that is there may change; new tables and rows beside it do not count. */
  public boolean touches() {
    return !losing.isEmpty()
        || !findings.isEmpty()
        || scripts.stream().anyMatch(script -> script.kind() != MigrationKind.SAFE);
  }

  /** Those that nobody has vouched for. */
  public List<Finding> stopping() {
    return findings.stream().filter(Finding::stops).toList();
  }

  /** Those that people should know. */
  static List<Finding> telling(List<Finding> all) {
    return all.stream().filter(finding -> finding.severity() != Severity.INFO).toList();
  }

  /** Each with the strictest kind of what was found in it. */
  static List<ReadScript> kinds(List<Script> scripts, List<Finding> all) {
    return scripts.stream()
        .map(script -> new ReadScript(script.name(), kind(script, all)))
        .toList();
  }

  private static MigrationKind kind(Script script, List<Finding> all) {
    return all.stream()
        .filter(finding -> finding.place().script().equals(script.name()))
        .map(Finding::kind)
        .max(Comparator.naturalOrder())
        .orElse(MigrationKind.SAFE);
  }

  static List<Finding> worst(List<Finding> all) {
    if (all.size() <= MOST) {
      return all;
    }
    List<Finding> kept =
        new ArrayList<>(
            all.stream().sorted(Comparator.comparingInt(Reading::rank)).limit(MOST).toList());
    return all.stream().filter(kept::remove).toList();
  }

  private static int rank(Finding finding) {
    return finding.stops() ? 0 : finding.severity() == Severity.FAIL ? 1 : 2;
  }
}
