package dev.windlass.workflows.migration.safety;

import dev.windlass.workflows.plan.Database.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where comments end, which of them are run, and what is said to Windlass in them. */
final class Comments {

  private static final Pattern NUMBER = Pattern.compile("(\\d{5,6})");
  private static final Pattern SAID = Pattern.compile("--\\s*windlass:\\s*(.*?)\\s*");

  private final Target target;
  private final List<Said> said = new ArrayList<>();
  private final TreeSet<Integer> lines = new TreeSet<>();

  private @Nullable String toTheEnd;

  /** Within an executable comment, whose end is then a comment of its own. */
  private boolean running;

  Comments(Target target) {
    this.target = target;
  }

  /** A part of the text that is not for the server. */
  record Comment(int length, boolean closed) {}

  /** What stands behind {@code windlass:} in a comment of one line. */
  record Said(int line, String words) {}

  /** Everything that was said so far. */
  List<Said> said() {
    return List.copyOf(said);
  }

  /** Whether a comment stands on this line. */
  boolean on(int line) {
    return lines.contains(line);
  }

  /** The first comment that went to the end of its line, or null. */
  @Nullable String toTheEnd() {
    return toTheEnd;
  }

  void keep(String comment, int line) {
    lines.add(line);
    if (toTheEnd == null && (comment.startsWith("--") || comment.startsWith("#"))) {
      toTheEnd = comment;
    }
    Matcher words = SAID.matcher(comment);
    if (words.matches()) {
      said.add(new Said(line, words.group(1)));
    }
  }

  /** The comment that begins here, or null. */
  @Nullable Comment at(String text, int at) {
    if (lineComment(text, at)) {
      int end = text.indexOf('\n', at);
      return new Comment((end < 0 ? text.length() : end) - at, true);
    }
    if (running && text.startsWith("*/", at)) {
      running = false;
      return new Comment(2, true);
    }
    if (!text.startsWith("/*", at)) {
      return null;
    }
    int opening = target.postgres() ? 0 : executable(text, at);
    if (opening > 0) {
      running = true;
      return new Comment(opening, true);
    }
    return block(text, at);
  }

  private boolean lineComment(String text, int at) {
    if (target.postgres()) {
      return text.startsWith("--", at);
    }
    // 5--1 is six: two minus signs are a comment only before a blank.
    boolean dashes =
        text.startsWith("--", at) && (at + 2 >= text.length() || text.charAt(at + 2) <= ' ');
    return dashes || text.charAt(at) == '#';
  }

  /** The length of the opening of a comment whose content is run here, else 0. */
  private int executable(String text, int at) {
    boolean both = text.startsWith("/*!", at);
    boolean own = text.startsWith("/*M!", at) && target.engine() != Engine.MYSQL;
    if (!both && !own) {
      return 0;
    }
    int digits = at + (both ? 3 : 4);
    Matcher number = NUMBER.matcher(text).region(digits, text.length());
    if (!number.lookingAt()) {
      return digits - at;
    }
    boolean runs = target.runs(Integer.parseInt(number.group(1)));
    return runs ? number.end() - at : 0;
  }

  /** PostgreSQL's comments nest, the others' do not. */
  private Comment block(String text, int at) {
    int open = 1;
    int end = at + 2;
    while (end < text.length()) {
      if (text.startsWith("*/", end)) {
        open--;
        end += 2;
        if (open == 0) {
          return new Comment(end - at, true);
        }
      } else if (target.postgres() && text.startsWith("/*", end)) {
        open++;
        end += 2;
      } else {
        end++;
      }
    }
    return new Comment(text.length() - at, false);
  }
}
