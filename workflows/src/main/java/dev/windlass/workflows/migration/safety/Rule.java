package dev.windlass.workflows.migration.safety;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of statement does. A rule without risk and without effect only says that such a
 * statement is known; it counts where no other rule does.
 *
 * @param id kebab-case, for waivers; never renamed
 */
public record Rule(
    String id, MigrationKind kind, Risk risk, Effect effect, Advice advice, Applies applies) {

  private static final String NOTHING = "Nothing has to be done.";

  /** When a rule applies. */
  record Applies(List<Shape> shapes, Condition condition, Predicate<Target> servers, Sense sense) {}

  /** What a match says. */
  enum Sense {
    EXACT,
    /** What the table is now decides whether it costs less. */
    AT_MOST,
    /** As it is, even if ALGORITHM=INSTANT or NOCOPY is asked for: the server does not look. */
    STUBBORN,
    /** Something apart from what the statement itself does, which may still be unknown. */
    BESIDES
  }

  /** What must hold beyond the beginning of a statement. */
  interface Condition {
    boolean holds(Act act, Scene scene);

    default Condition and(Condition other) {
      return (act, scene) -> holds(act, scene) && other.holds(act, scene);
    }
  }

  public Severity severity() {
    return Severity.of(risk, effect);
  }

  /** Whether it is more than the knowledge that such statements exist. */
  boolean warns() {
    return risk != Risk.NONE || effect.compareTo(Effect.MOMENT) > 0;
  }

  /** Whether a match means that the statement is known. */
  boolean knows() {
    return applies.sense != Sense.BESIDES;
  }

  boolean isFor(Target target) {
    return applies.servers.test(target);
  }

  /** The match of the first shape that fits, or null. */
  Shape.@Nullable Match match(Act act, Scene scene) {
    for (Shape shape : applies.shapes) {
      Shape.Match match = shape.match(act);
      if (match != null && applies.condition.holds(act, scene)) {
        return match;
      }
    }
    return null;
  }

  static Draft rule(String id, MigrationKind kind) {
    return new Draft(id, kind);
  }

  /** How the server takes it with what the statement asks for. */
  Finding at(Place place, Act act) {
    Target target = act.target();
    boolean alters = !target.postgres() && (act.table() != null || act.has("INDEX"));
    boolean deaf = applies.sense == Sense.STUBBORN && !act.online().binds();
    if (!alters || risk == Risk.DESTROYS || deaf) {
      return at(place);
    }
    if (!act.online().excludes(effect, target)) {
      return finding(place, act.online().effect(effect, target));
    }
    return applies.sense != Sense.EXACT && risk == Risk.DEPENDS
        ? finding(place, Effect.MOMENT)
        : Rules.ONLINE_REFUSED.finding(place, Effect.NONE).of(kind);
  }

  Finding at(Place place) {
    return finding(place, effect);
  }

  private Finding finding(Place place, Effect actual) {
    return new Finding(id, Severity.of(risk, actual), kind, risk, actual, place, advice, null);
  }

  /** A rule that is being written; {@link #says} finishes it. */
  static final class Draft {
    private final String id;
    private final MigrationKind kind;
    private Risk risk = Risk.NONE;
    private Effect effect = Effect.NONE;
    private List<Shape> shapes = List.of();
    private Condition condition = (_, _) -> true;
    private Predicate<Target> servers = _ -> true;
    private Sense sense = Sense.EXACT;

    private Draft(String id, MigrationKind kind) {
      this.id = id;
      this.kind = kind;
    }

    Draft risk(Risk value) {
      risk = value;
      return this;
    }

    Draft effect(Effect value) {
      effect = value;
      return this;
    }

    Draft on(String... patterns) {
      shapes = List.of(patterns).stream().map(Shape::of).toList();
      return this;
    }

    Draft when(Condition another) {
      condition = condition.and(another);
      return this;
    }

    Draft servers(Predicate<Target> which) {
      servers = which;
      return this;
    }

    Draft atMost() {
      sense = Sense.AT_MOST;
      return this;
    }

    Draft stubborn() {
      sense = Sense.STUBBORN;
      return this;
    }

    Draft besides() {
      sense = Sense.BESIDES;
      return this;
    }

    Rule says(String explanation, String alternative, String source) {
      Applies applies = new Applies(shapes, condition, servers, sense);
      return new Rule(
          id, kind, risk, effect, new Advice(explanation, alternative, source), applies);
    }

    /** For a rule that nobody has to heed. */
    Rule says(String explanation, String source) {
      return says(explanation, NOTHING, source);
    }
  }
}
