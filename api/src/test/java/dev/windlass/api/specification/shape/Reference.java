package dev.windlass.api.specification.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Writes the keys of a shape as Markdown, section by section, each record once. */
public final class Reference {

  private final SequencedMap<Class<?>, String> sections = new LinkedHashMap<>();

  /** A section for the record and for every record below it. */
  public void section(String title, Shape.Fields shape) {
    if (sections.containsKey(shape.type())) {
      return;
    }
    StringBuilder text = new StringBuilder("## " + title + "\n\n");
    text.append("| key | takes | default | meaning |\n|---|---|---|---|\n");
    shape.fields().stream().filter(field -> !field.inlined()).forEach(field -> row(text, field));
    shape.fields().stream()
        .filter(Shape.Field::inlined)
        .forEach(field -> text.append(inlined(title, field)));
    sections.put(shape.type(), text.toString());
    shape.fields().forEach(field -> below(path(title, field), field.shape()));
  }

  /** All sections, in the order in which they were met. */
  public String text() {
    return String.join("\n", sections.values());
  }

  private static String inlined(String title, Shape.Field field) {
    String path = path(title, field);
    return "\nBeside these: the keys of [%s](#%s).\n".formatted(path, path);
  }

  private static String path(String title, Shape.Field field) {
    if (field.inlined()) {
      return field.key();
    }
    boolean top = title.startsWith("The ") || title.equals("environments.‹name›");
    return top ? field.key() : title.replaceAll(" \\(.*\\)$", "") + "." + field.key();
  }

  private void below(String path, Shape shape) {
    switch (shape) {
      case Shape.Fields fields -> section(path, fields);
      case Shape.Wrapped(String key, Shape.Fields inside) -> section(path + "." + key, inside);
      case Shape.Table(_, Shape value) -> below(path + ".‹name›", value);
      case Shape.Items(Shape element, _) -> below(path, element);
      case Shape.Single(_, Shape inside) -> below(path, inside);
      case Shape.Choice choice -> {
        for (Shape kind : choice.kinds()) {
          if (kind instanceof Shape.Fields fields) {
            section(path + " (" + fields.fields().getFirst().key() + ")", fields);
          } else {
            below(path, kind);
          }
        }
      }
      default -> {}
    }
  }

  private static void row(StringBuilder text, Shape.Field field) {
    List<String> cells = new ArrayList<>();
    cells.add("`" + field.key() + "`");
    cells.add(Wording.of(field.shape()));
    cells.add(
        field.required()
            ? "required"
            : field.byDefault().isEmpty() ? "" : "`" + field.byDefault() + "`");
    cells.add(field.meaning());
    text.append("| ");
    text.append(String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList()));
    text.append(" |\n");
  }
}
