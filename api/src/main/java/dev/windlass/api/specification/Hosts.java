package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Machines, as a list of names and patterns such as {@code web-[1-8].shop.internal}. */
@Bare
public record Hosts(List<@Matches(Syntax.HOSTS) String> patterns) {

  private static final Pattern RANGE = Pattern.compile("\\[([0-9]+)-([0-9]+)\\]");

  /** Every name, in the order of the list; {@code [01-10]} keeps its zeros. */
  public List<String> expanded() {
    return patterns.stream().flatMap(pattern -> expand(pattern).stream()).toList();
  }

  /** The names of one pattern; none when a range runs backwards. */
  public static List<String> expand(String pattern) {
    Matcher range = RANGE.matcher(pattern);
    if (!range.find()) {
      return List.of(pattern);
    }
    int from = Integer.parseInt(range.group(1));
    int to = Integer.parseInt(range.group(2));
    int width = range.group(1).startsWith("0") ? range.group(1).length() : 1;
    List<String> names = new ArrayList<>();
    for (int number = from; number <= to; number++) {
      String digits = Integer.toString(number);
      names.addAll(
          expand(
              pattern.substring(0, range.start())
                  + "0".repeat(Math.max(0, width - digits.length()))
                  + digits
                  + pattern.substring(range.end())));
    }
    return names;
  }
}
