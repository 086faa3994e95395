package dev.windlass.activities.artifact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that a {@code .env} file sets, each with its line; values are not kept. Pure. */
final class DotEnvNames {

  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*)");

  private DotEnvNames() {}

  /** By name, in the order of the lines; the first line where a name stands twice. */
  static SequencedMap<String, Integer> of(String text) {
    SequencedMap<String, Integer> names = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    String open = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher found = LINE.matcher(line);
      if (!open.isEmpty()) {
        // Lines of a value in quotes may look like names.
        open = line.contains(open) ? "" : open;
      } else if (found.matches()) {
        names.putIfAbsent(found.group(1), i + 1);
        open = leftOpen(found.group(2));
      }
    }
    return Collections.unmodifiableSequencedMap(names);
  }

  private static String leftOpen(String value) {
    if (!value.startsWith("\"") && !value.startsWith("'")) {
      return "";
    }
    String quote = value.substring(0, 1);
    return value.indexOf(quote, 1) < 0 ? quote : "";
  }
}
