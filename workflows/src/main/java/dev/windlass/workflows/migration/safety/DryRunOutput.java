package dev.windlass.workflows.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scripts out of what a framework's dry run prints: Laravel's {@code migrate --pretend}, or plain
 * SQL, which Doctrine divides by comments. What cannot be read as either is SQL, and so a finding.
 */
public final class DryRunOutput {

  private static final String UNNAMED = "dry run";

  /** Coloured output of a terminal. */
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  /** {@code 2026_11_21_120000_add_note ............ 3ms DONE}. */
  private static final Pattern LARAVEL_SCRIPT =
      Pattern.compile("\\s*([0-9]{4}_[0-9]{2}_[0-9]{2}_[0-9]{6}_\\w+)\\b[ .]*.*");

  private static final Pattern LARAVEL_STATEMENT = Pattern.compile("\\s*⇂ (.*)");

  /** {@code AddNote: alter table …}, until Laravel 8. */
  private static final Pattern OLD_LARAVEL = Pattern.compile("([A-Z]\\w*): (.+)");

  private static final Pattern DOCTRINE = Pattern.compile("-- Version ([\\w\\\\]+)");

  /** What a framework says apart from SQL. */
  private static final Pattern SAID =
      Pattern.compile("\\s*(INFO|Nothing to migrate)\\b.*|-- Doctrine Migration File Generated.*");

  private final List<Script> scripts = new ArrayList<>();
  private String name = UNNAMED;
  private StringBuilder text = new StringBuilder();
  private boolean open;

  private DryRunOutput() {}

  /** In the order in which they would run; those that print nothing are left out. */
  public static List<Script> scripts(String printed) {
    DryRunOutput output = new DryRunOutput();
    COLOUR.matcher(printed).replaceAll("").lines().forEach(output::line);
    output.begin(UNNAMED);
    return List.copyOf(output.scripts);
  }

  private void line(String line) {
    Matcher statement = LARAVEL_STATEMENT.matcher(line);
    Matcher script = LARAVEL_SCRIPT.matcher(line);
    Matcher old = OLD_LARAVEL.matcher(line);
    Matcher doctrine = DOCTRINE.matcher(line);
    if (statement.matches()) {
      endStatement();
      text.append(statement.group(1));
      open = true;
    } else if (script.matches()) {
      begin(script.group(1));
    } else if (doctrine.matches()) {
      begin(doctrine.group(1).substring(doctrine.group(1).lastIndexOf('\\') + 1));
    } else if (old.matches()) {
      if (!old.group(1).equals(name)) {
        begin(old.group(1));
      }
      endStatement();
      text.append(old.group(2));
      open = true;
    } else if (SAID.matcher(line).matches()) {
      endStatement();
    } else {
      text.append(open || !text.isEmpty() ? "\n" : "").append(line);
    }
  }

  /** Laravel prints statements without an end. */
  private void endStatement() {
    if (open) {
      text.append(";\n");
      open = false;
    }
  }

  private void begin(String next) {
    endStatement();
    if (!text.toString().isBlank()) {
      scripts.add(new Script(name, text.toString()));
    }
    name = next;
    text = new StringBuilder();
  }
}
