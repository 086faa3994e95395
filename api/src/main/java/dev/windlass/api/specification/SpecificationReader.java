package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Binder;
import dev.windlass.api.specification.shape.Binder.Completeness;
import dev.windlass.api.specification.shape.Shape;
import dev.windlass.api.specification.shape.Shapes;
import dev.windlass.api.specification.shape.Syntax;
import dev.windlass.api.specification.source.Node;
import dev.windlass.api.specification.source.Place;
import dev.windlass.api.specification.source.Problems;
import dev.windlass.api.specification.source.SpecificationException;
import dev.windlass.api.specification.source.YamlSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code windlass.yaml}. */
public final class SpecificationReader {

  private static final Shape.Fields FILE = Shapes.fields(Specification.class);
  private static final Shape.Fields ENVIRONMENT = Shapes.fields(Environment.class);
  private static final String ENVIRONMENTS = "environments";
  private static final String IGNORED = "x-";

  private final Problems problems = new Problems();
  private final Node.Mapping root;

  private SpecificationReader(String yaml) {
    root = YamlSource.read(yaml, problems);
  }

  /**
   * The file with its preset filled in and every environment complete.
   *
   * @throws SpecificationException with every problem, sorted by line
   */
  public static Specification read(String yaml) {
    return new SpecificationReader(yaml).read();
  }

  /**
   * Where something of an environment is written: the deepest piece of the file on the way down
   * these keys and indexes.
   *
   * @throws SpecificationException when the file is not good
   */
  public static Place placeOf(String yaml, String environment, Object... way) {
    SpecificationReader reader = new SpecificationReader(yaml);
    return reader.judged(reader.head()).stream()
        .filter(site -> site.name().equals(environment))
        .findFirst()
        .map(site -> site.at(way).place())
        .orElse(Place.START);
  }

  private Specification read() {
    SequencedMap<String, Object> values = head();
    List<Site> sites = judged(values);
    SequencedMap<String, Environment> environments = new LinkedHashMap<>();
    sites.forEach(site -> environments.put(site.name(), site.environment()));
    values.put(ENVIRONMENTS, Collections.unmodifiableSequencedMap(environments));
    return Binder.construct(Specification.class, values);
  }

  private List<Site> judged(SequencedMap<String, Object> head) {
    refuseUnknownKeys();
    List<Site> sites = sites(head);
    Combinations.judge(sites, problems);
    if (problems.any()) {
      throw new SpecificationException(problems.sorted());
    }
    return sites;
  }

  private void refuseUnknownKeys() {
    Set<String> known = new LinkedHashSet<>(FILE.keys().keySet());
    known.addAll(ENVIRONMENT.keys().keySet());
    root.entries().keySet().stream()
        .filter(key -> !known.contains(key) && !key.startsWith(IGNORED))
        .forEach(key -> problems.unknownKey(root, key, known));
  }

  /** The keys that stand only at the top. */
  private SequencedMap<String, Object> head() {
    Shape.Fields shape =
        new Shape.Fields(
            Specification.class,
            FILE.fields().stream().filter(field -> !field.key().equals(ENVIRONMENTS)).toList());
    return new Binder(problems, "", Completeness.WHOLE)
        .components(shape, part(shape.keys()::containsKey));
  }

  private List<Site> sites(SequencedMap<String, Object> head) {
    String application = String.valueOf(head.getOrDefault("application", "application"));
    Node.Mapping shared = part(ENVIRONMENT.keys()::containsKey);
    new Binder(problems, application, Completeness.PART).components(ENVIRONMENT, shared);
    Node.Mapping preset =
        head.get("preset") instanceof Preset chosen
            ? YamlSource.read(chosen.text(), problems)
            : shared;
    Node.Mapping base = Overlay.of(ENVIRONMENT, preset, shared);
    List<Site> sites = new ArrayList<>();
    declared()
        .forEach((name, own) -> {
          Node.Mapping node = Overlay.of(ENVIRONMENT, base, own);
          var values =
              new Binder(problems, application, Completeness.WHOLE).components(ENVIRONMENT, node);
          Environment environment = Binder.construct(Environment.class, values);
          sites.add(new Site(name, environment, node, preset, problems));
        });
    return sites;
  }

  /** The environments as they are written. */
  private SequencedMap<String, Node.Mapping> declared() {
    SequencedMap<String, Node.Mapping> declared = new LinkedHashMap<>();
    if (!(root.get(ENVIRONMENTS) instanceof Node.Mapping names) || names.entries().isEmpty()) {
      Node node = root.get(ENVIRONMENTS);
      problems.add(
          node == null ? root.place() : node.place(),
          ENVIRONMENTS,
          node == null ? "missing" : node instanceof Node.Mapping ? "an empty map" : node.kind(),
          "a map of environments, e.g. production");
      return declared;
    }
    names
        .entries()
        .forEach((name, entry) -> {
          if (!Syntax.APPLICATION.accepts(name)) {
            problems.add(entry.key(), names.pathOf(name), "this name", Syntax.APPLICATION.words());
          }
          if (entry.value() instanceof Node.Mapping own) {
            declared.put(name, own);
          } else {
            problems.add(entry.value(), entry.value().kind(), "a map with ssh and hosts");
          }
        });
    return declared;
  }

  private Node.Mapping part(Predicate<String> wanted) {
    SequencedMap<String, Node.Entry> entries = new LinkedHashMap<>(root.entries());
    entries.keySet().removeIf(wanted.negate());
    return new Node.Mapping("", root.place(), entries);
  }
}
