package dev.windlass.workflows.migration.safety;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads scripts and says what is to be feared of them. Every statement is either known, or a
 * finding; nothing that a text may contain makes this fail.
 *
 * @param waivers those from outside the scripts
 * @param today the day by which waivers expire
 * @param version the table in which update scripts tell their version, which is feared by nobody;
 *     or null
 */
public record Analysis(
    Target target, List<Waiver> waivers, LocalDate today, @Nullable VersionTable version) {

  private static final List<String> ASKING =
      List.of("SELECT", "WITH", "SHOW", "DESCRIBE", "DESC", "TABLE", "VALUES");

  private static final List<String> WRITING = List.of("INSERT", "UPDATE", "DELETE", "MERGE");

  public Analysis {
    waivers = List.copyOf(waivers);
  }

  /** Where no table holds a version. */
  public Analysis(Target target, List<Waiver> waivers, LocalDate today) {
    this(target, waivers, today, null);
  }

  /** In the order of the scripts and lines; what is wrong with waivers from outside comes last. */
  public List<Finding> of(List<Script> scripts) {
    List<Finding> findings = new ArrayList<>();
    Waivers outside = Waivers.from(waivers, today);
    Judge judge = new Judge(Rules.of(target), new Routines(scripts, target));
    for (Script script : scripts) {
      Statements.Parts parts = Statements.parts(script.text(), target);
      Waivers inside = Waivers.in(script.name(), parts, today);
      Scene scene = new Scene();
      for (Statement statement : parts.statements()) {
        if (version != null && version.isAllOf(statement)) {
          continue;
        }
        for (Finding finding : new Reader(judge, scene, script).read(statement)) {
          Finding waived = inside.apply(finding);
          findings.add(waived.waiver() == null ? outside.apply(waived) : waived);
        }
      }
      findings.addAll(inside.complaints());
    }
    findings.addAll(outside.complaints());
    return List.copyOf(findings);
  }

  /** What holds for all scripts. */
  private record Judge(List<Rule> rules, Routines routines) {}

  /** What holds for one statement. */
  private final class Reader {
    private final List<Rule> rules;
    private final Routines routines;
    private final Scene scene;
    private final Script script;
    private final Map<String, Finding> found = new LinkedHashMap<>();

    Reader(Judge judge, Scene scene, Script script) {
      this.rules = judge.rules();
      this.routines = judge.routines();
      this.scene = scene;
      this.script = script;
    }

    List<Finding> read(Statement statement) {
      Place place = new Place(script.name(), statement.line(), statement.firstWords());
      if (statement.damage() != null) {
        add(Rules.unreadable(statement.damage()).at(place));
        return List.copyOf(found.values());
      }
      if (Placeholders.hide(statement)) {
        add(Rules.HIDDEN.at(place));
      }
      if (script.pretended() && asks(statement)) {
        add(Rules.UNANSWERED.at(place));
      }
      for (Act act : Acts.of(statement, target)) {
        judge(act, place);
        if (found.containsKey(Rules.CALL)) {
          routines.calledBy(act).forEach(done -> takesAway(done, place));
        }
        scene.after(act);
      }
      return List.copyOf(found.values());
    }

    /** Whether it only brings rows, by which the migration may decide. */
    private boolean asks(Statement statement) {
      Act whole = Act.whole(statement.tokens(), target);
      Token first = whole.at(0);
      return first != null
          && first.isAny(ASKING)
          && (!first.is("SELECT") || whole.has("FROM"))
          && (!first.is("WITH") || WRITING.stream().allMatch(whole::lacks));
    }

    private void judge(Act act, Place place) {
      Rule quiet = null;
      boolean known = false;
      MigrationKind strictest = MigrationKind.SAFE;
      for (Rule rule : rules) {
        Shape.Match match = rule.match(act, scene);
        if (match == null) {
          continue;
        }
        known |= rule.knows();
        if (concernsNobody(rule, act, match)) {
          continue;
        }
        if (rule.warns()) {
          Finding finding = rule.at(place, act);
          add(finding);
          strictest = later(strictest, finding.kind());
        } else if (quiet == null) {
          quiet = rule;
        }
      }
      if (!known) {
        add(Rules.unknown(act).at(place));
      } else if (quiet != null && quiet.kind().compareTo(strictest) > 0) {
        add(quiet.at(place));
      }
    }

    /** What is lost by what a routine does, for whoever calls it. */
    private void takesAway(Act done, Place place) {
      for (Rule rule : rules) {
        boolean loses = rule.risk() == Risk.DESTROYS || rule.risk() == Risk.UNREADABLE;
        Shape.Match match = loses ? rule.match(done, scene) : null;
        if (match != null && !concernsNobody(rule, done, match)) {
          add(rule.at(place, done));
        }
      }
    }

    /** What the script itself has created nobody reads or writes yet. */
    private boolean concernsNobody(Rule rule, Act act, Shape.Match match) {
      String table = act.table();
      boolean ours = table == null ? scene.createdAll(match.tables()) : scene.created(table);
      return ours && rule.risk() != Risk.REFUSED && rule.risk() != Risk.UNREADABLE;
    }

    private void add(Finding finding) {
      found.putIfAbsent(finding.rule(), finding);
    }

    private static MigrationKind later(MigrationKind one, MigrationKind other) {
      return one.compareTo(other) >= 0 ? one : other;
    }
  }
}
