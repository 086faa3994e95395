package dev.windlass.workflows.migration.safety;

import dev.windlass.workflows.plan.Database.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The labelled statements of an engine; the files' heads describe their form. */
final class Corpus {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private Corpus() {}

  /**
   * A labelled statement, or a few that belong together.
   *
   * @param line of its label in the file
   * @param rules ids that must be among the findings
   */
  record Entry(
      int line,
      Set<Category> labels,
      MigrationKind kind,
      List<String> rules,
      Target target,
      String sql) {

    List<Finding> findings() {
      return new Analysis(target, List.of(), TODAY).of(List.of(new Script("corpus", sql)));
    }

    @Override
    public String toString() {
      String start = sql.replaceAll("\\s+", " ");
      return "line " + line + ": " + start.substring(0, Math.min(70, start.length()));
    }
  }

  static List<Entry> postgresql() {
    return read("/safety/postgresql.txt", new Target(Engine.POSTGRESQL, new ServerVersion(16, 0)));
  }

  static List<Entry> mariadb() {
    return read("/safety/mariadb.txt", new Target(Engine.MARIADB, new ServerVersion(10, 11)));
  }

  private static List<Entry> read(String resource, Target usual) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = lines(resource);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("@ ")) {
        String sql =
            String.join(
                "\n",
                lines.subList(i + 1, lines.size()).stream()
                    .takeWhile(line -> !line.startsWith("@ ") && !line.startsWith("## "))
                    .toList());
        entries.add(entry(i + 1, lines.get(i).substring(2).split("\\|", -1), sql, usual));
      }
    }
    return List.copyOf(entries);
  }

  private static Entry entry(int line, String[] fields, String sql, Target usual) {
    EnumSet<Category> labels = EnumSet.noneOf(Category.class);
    for (String label : fields[0].strip().split("\\s+", -1)) {
      labels.add(Category.valueOf(label.toUpperCase(Locale.ROOT)));
    }
    String rules = fields[2].strip();
    return new Entry(
        line,
        labels,
        MigrationKind.valueOf(fields[1].strip().toUpperCase(Locale.ROOT)),
        rules.equals("-") ? List.of() : Stream.of(rules.split(",", -1)).map(String::strip).toList(),
        fields.length > 3 ? target(fields[3].strip(), usual) : usual,
        sql);
  }

  private static Target target(String text, Target usual) {
    String[] words = text.split(" ", -1);
    Engine engine =
        words.length == 1 ? usual.engine() : Engine.valueOf(words[0].toUpperCase(Locale.ROOT));
    return Target.of(engine, words[words.length - 1]);
  }

  private static List<String> lines(String resource) {
    try (InputStream file = Corpus.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
