package dev.windlass.api.specification.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects problems; the same one, met again through another environment, counts once. */
public final class Problems {

  private static final int SHOWN = 60;

  /** Texts that are not text without their quotes. */
  private static final Pattern LOOKS_TYPED = Pattern.compile("[0-9.]+|true|false");

  private final Set<SpecificationProblem> found = new LinkedHashSet<>();

  /** Something else than expected stands here; the text is shown, so never call it for a secret. */
  public void unfit(Node node, String expected) {
    add(node, shown(node), expected);
  }

  /** A word of a fixed set was expected. */
  public void unfitWord(Node node, Collection<String> words) {
    String text = shown(node);
    found.add(
        new SpecificationProblem(
            node.place().line(),
            node.place().column(),
            node.path(),
            text,
            oneOf(words),
            Spelling.nearest(text, words).orElse(null)));
  }

  public void add(Node node, String what, String expected) {
    add(node.place(), node.path(), what, expected);
  }

  public void add(Place place, String path, String what, String expected) {
    found.add(new SpecificationProblem(place.line(), place.column(), path, what, expected, null));
  }

  /** A key that is not known here. */
  public void unknownKey(Node.Mapping in, String key, Collection<String> known) {
    Place place =
        Optional.ofNullable(in.entries().get(key)).map(Node.Entry::key).orElse(in.place());
    Optional<String> near = Spelling.nearest(key, known);
    found.add(
        new SpecificationProblem(
            place.line(),
            place.column(),
            in.pathOf(key),
            "unknown key",
            near.isPresent() || known.size() > 12 ? "" : oneOf(known),
            near.orElse(null)));
  }

  /** Whether something at or below this path is wrong. */
  public boolean below(String path) {
    return found.stream()
        .map(SpecificationProblem::path)
        .anyMatch(wrong ->
            wrong.equals(path) || wrong.startsWith(path + ".") || wrong.startsWith(path + "["));
  }

  public int count() {
    return found.size();
  }

  public boolean any() {
    return !found.isEmpty();
  }

  /** Sorted by place. */
  public List<SpecificationProblem> sorted() {
    List<SpecificationProblem> all = new ArrayList<>(found);
    all.sort(
        Comparator.comparingInt(SpecificationProblem::line)
            .thenComparingInt(SpecificationProblem::column));
    return all;
  }

  /** {@code a, b or c}. */
  public static String oneOf(Collection<String> words) {
    List<String> list = List.copyOf(words);
    if (list.size() < 2) {
      return String.join("", list);
    }
    return String.join(", ", list.subList(0, list.size() - 1)) + " or " + list.getLast();
  }

  private static String shown(Node node) {
    if (!(node instanceof Node.Scalar scalar) || scalar.type() == Node.Scalar.Type.NOTHING) {
      return node.kind();
    }
    String text = scalar.text().replaceAll("\\p{Cntrl}", " ").replaceAll("://[^/@\\s]*@", "://…@");
    if (text.isBlank()) {
      return "an empty text";
    }
    if (scalar.type() == Node.Scalar.Type.TEXT && LOOKS_TYPED.matcher(text).matches()) {
      return '"' + text + '"';
    }
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
