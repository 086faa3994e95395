package dev.windlass.workflows.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scripts out of what a framework's dry run prints: Laravel's {@code migrate --pretend}, or plain
 * SQL, which Doctrine divides by comments. Only whole lines that are known to be no SQL are left
 * out; whatever cannot be read as either is SQL, and so a finding.
 */
public final class DryRunOutput {

  private static final String UNNAMED = "dry run";

  /** Coloured output of a terminal. */
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  /**
   * {@code 2026_11_21_120000_add_note ............ 3ms DONE}, from Laravel 9 on; the name of a
   * class where the migration has one. Long names leave no room for dots.
   */
  private static final Pattern LARAVEL_SCRIPT =
      Pattern.compile(
          "\\s*(?:(\\d{4}_\\d{2}_\\d{2}_\\d{6}_[\\w-]+)(?: \\.*)?|([\\w\\\\-]+) \\.{3,})"
              + "(?: [\\d.,]+ ?m?s)?(?: (?:DONE|RUNNING))?\\s*");

  private static final String MARK = "⇂ ";

  private static final Pattern LARAVEL_STATEMENT = Pattern.compile("\\s*" + MARK + "(.*)");

  /**
   * Until Laravel 8: {@code AddNote: alter table …}, or the file's name, {@code
   * 2026_11_21_120000_add_note: alter table …}, where the class has none.
   */
  private static final Pattern OLD_LARAVEL = Pattern.compile("([\\w\\\\-]+): (.+)");

  private static final Pattern DOCTRINE = Pattern.compile("-- Version ([\\w\\\\]+)");

  /** What a framework says apart from SQL, word for word. */
  private static final Pattern SAID =
      Pattern.compile(
          "\\s*(?:INFO +)?(?:Running migrations|Nothing to migrate|Preparing database)\\.\\s*"
              + "|Migration table created successfully\\."
              + "|\\s*Creating migration table \\.*(?: [\\d.,]+ ?m?s)?(?: DONE)?\\s*"
              + "|-- Doctrine Migration File Generated on [\\d :-]+");

  private final Target target;
  private final List<Script> scripts = new ArrayList<>();
  private String name = UNNAMED;
  private StringBuilder text = new StringBuilder();
  private boolean pretended;
  private boolean open;

  private DryRunOutput(Target target) {
    this.target = target;
  }

  /** In the order in which they would run; those that print nothing are left out. */
  public static List<Script> scripts(String printed, Target target) {
    DryRunOutput output = new DryRunOutput(target);
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
      beginStatement(uncommented(statement.group(1)));
    } else if (script.matches()) {
      begin(script.group(1) == null ? script.group(2) : script.group(1));
    } else if (doctrine.matches()) {
      begin(doctrine.group(1).substring(doctrine.group(1).lastIndexOf('\\') + 1));
    } else if (old.matches()) {
      if (!old.group(1).equals(name)) {
        begin(old.group(1));
      }
      beginStatement(old.group(2));
    } else if (SAID.matcher(line).matches()) {
      endStatement();
    } else {
      text.append(open || !text.isEmpty() ? "\n" : "").append(line);
    }
  }

  private void beginStatement(String sql) {
    endStatement();
    text.append(sql);
    open = true;
    pretended = true;
  }

  /**
   * From Laravel 9 on a statement is printed on one line, however many it has; so nobody knows how
   * far a comment went that ended with its line. What is behind it is made unreadable.
   */
  private String uncommented(String sql) {
    String comment = Statements.parts(sql, target).comments().toTheEnd();
    return comment == null
        ? sql
        : sql.substring(0, sql.length() - comment.length())
            + ";"
            + MARK
            + uncommented(comment.replaceFirst("--|#", ""));
  }

  /** Laravel prints statements without an end, which a comment must not hide. */
  private void endStatement() {
    if (open) {
      String last = text.substring(text.lastIndexOf("\n") + 1);
      text.append(last.contains("--") || last.contains("#") ? "\n;\n" : ";\n");
      open = false;
    }
  }

  private void begin(String next) {
    endStatement();
    if (!text.toString().isBlank()) {
      scripts.add(new Script(name, text.toString(), pretended));
    }
    name = next;
    text = new StringBuilder();
    pretended = false;
  }
}
