package dev.windlass.workflows.migration.safety;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Waivers of one origin, which of them were used, and what is wrong with the others. */
final class Waivers {
  /** Begin of the rules that are about waivers. */
  static final String RULES = "waiver-";

  private static final Pattern ALLOW = Pattern.compile("allow\\s+([a-z0-9-]+)(?:\\s+(.*))?");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z]+)=(?:\"([^\"]*)\"|(\\S+))");
  private static final String SOURCE = "Windlass, waivers";
  private static final String FORM =
      "Write -- windlass: allow <rule> reason=\"…\" owner=… until=YYYY-MM-DD directly above the statement.";

  private final LocalDate today;
  private final List<Given> given = new ArrayList<>();
  private final List<Finding> wrong = new ArrayList<>();

  private Waivers(LocalDate today) {
    this.today = today;
  }

  /**
   * @param statement the line of the only statement it is for, or 0 for any
   */
  private record Given(Waiver waiver, Place place, int statement, List<Finding> used) {}

  static Waivers from(List<Waiver> waivers, LocalDate today) {
    Waivers all = new Waivers(today);
    for (Waiver waiver : waivers) {
      String script = waiver.script() == null ? "" : waiver.script();
      Place place = new Place(script, 0, "waiver of " + waiver.rule());
      all.give(waiver, place, 0);
    }
    return all;
  }

  static Waivers in(String script, Statements.Parts parts, LocalDate today) {
    Waivers all = new Waivers(today);
    for (Comments.Said said : parts.comments().said()) {
      int below = said.line() + 1;
      while (parts.comments().on(below)) {
        below++;
      }
      all.read(said, script, below);
    }
    return all;
  }

  /** The finding, waived if one of these is for it and still holds. */
  Finding apply(Finding finding) {
    for (Given one : given) {
      boolean here = one.statement == 0 || one.statement == finding.place().line();
      if (here && one.waiver.isFor(finding.rule(), finding.place().script())) {
        one.used.add(finding);
        if (one.waiver.holds(today)) {
          return finding.waivedBy(one.waiver);
        }
      }
    }
    return finding;
  }

  /** Incomplete, expired and unused ones. */
  List<Finding> complaints() {
    List<Finding> all = new ArrayList<>(wrong);
    for (Given one : given) {
      Waiver waiver = one.waiver;
      if (!waiver.holds(today)) {
        all.add(
            complaint(
                "expired",
                one.place,
                "The waiver of %s by %s ended on %s."
                    .formatted(waiver.rule(), waiver.owner(), waiver.until())));
      } else if (one.used.isEmpty()) {
        all.add(
            complaint(
                "unused",
                one.place,
                "The waiver is of %s, which no statement that it is for meets."
                    .formatted(waiver.rule())));
      }
    }
    return all;
  }

  private void read(Comments.Said said, String script, int below) {
    Place place = new Place(script, said.line(), "");
    Matcher words = ALLOW.matcher(said.words());
    if (!words.matches()) {
      incomplete(place, "found \"" + said.words() + "\", expected allow <rule>");
      return;
    }
    Map<String, String> attributes = attributes(words.group(2));
    try {
      Waiver waiver =
          new Waiver(
              words.group(1),
              script,
              attributes.getOrDefault("reason", ""),
              attributes.getOrDefault("owner", ""),
              LocalDate.parse(attributes.getOrDefault("until", "")));
      give(waiver, place, below);
    } catch (DateTimeParseException _) {
      incomplete(place, "until= names no date");
    }
  }

  private void give(Waiver waiver, Place place, int statement) {
    if (waiver.reason().isBlank() || waiver.owner().isBlank()) {
      incomplete(place, waiver.reason().isBlank() ? "it has no reason" : "it has no owner");
    } else {
      given.add(new Given(waiver, place, statement, new ArrayList<>()));
    }
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher each = ATTRIBUTE.matcher(text == null ? "" : text);
    while (each.find()) {
      attributes.put(each.group(1), each.group(2) == null ? each.group(3) : each.group(2));
    }
    return attributes;
  }

  private void incomplete(Place place, String why) {
    wrong.add(complaint("incomplete", place, "The waiver does not count: " + why + "."));
  }

  private static Finding complaint(String rule, Place place, String explanation) {
    Advice advice = new Advice(explanation, FORM, SOURCE);
    return new Finding(
        RULES + rule,
        Severity.WARN,
        MigrationKind.SAFE,
        Risk.NONE,
        Effect.NONE,
        place,
        advice,
        null);
  }
}
