package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement of a dump of MariaDB or MySQL makes.
 *
 * @param name without backticks; of a routine after its kind: two kinds may share a name
 * @param definition the statement without its definer and, for an event, whether it is switched on
 */
record SqlThing(Kind kind, String name, String definition) {

  enum Kind {
    TABLE,
    VIEW,
    ROUTINE,
    TRIGGER,
    EVENT,
    SEQUENCE,
    SEQUENCE_VALUE,
    OTHER
  }

  private static final String ONE_NAME = "(?:`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\"|[^\\s`\"(),;.@]+)";

  /** Triggers are dumped as somebody once wrote them: in any case, quoted or not. */
  private static final String NAME = "(?:" + ONE_NAME + "\\.)?(" + ONE_NAME + ")";

  private static final String USER = "(?:`(?:[^`]|``)*`|'[^']*'|[^\\s@`']+)";

  /** Comments that the server runs: their marks, not their content. */
  private static final Pattern MARKS = pattern("/\\*M?!\\d*\\s?|\\*/");

  static final Pattern DEFINER = pattern("DEFINER\\s*=\\s*" + USER + "@" + USER + "\\s*");

  /** SHOW CREATE EVENT always writes both, before the comment and the body. */
  static final Pattern SWITCH =
      pattern("(ON COMPLETION (?:NOT )?PRESERVE) (?:ENABLE|DISABLE(?: ON SLAVE)?)\\b");

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  private record Form(Kind kind, Pattern head) {
    Form(Kind kind, String head) {
      this(kind, pattern(head));
    }
  }

  private static final List<Form> FORMS =
      List.of(
          new Form(Kind.TABLE, "CREATE TABLE (?:IF NOT EXISTS )?" + NAME),
          new Form(
              Kind.VIEW,
              "CREATE (?:OR REPLACE )?(?:ALGORITHM\\s*=\\s*\\w+ )?(?:SQL SECURITY \\w+ )?VIEW "
                  + NAME),
          new Form(
              Kind.ROUTINE,
              "CREATE (?:OR REPLACE )?(?:AGGREGATE )?"
                  + "(FUNCTION|PROCEDURE|PACKAGE BODY|PACKAGE) (?:IF NOT EXISTS )?"
                  + NAME),
          new Form(Kind.TRIGGER, "CREATE (?:OR REPLACE )?TRIGGER " + NAME),
          new Form(Kind.EVENT, "CREATE (?:OR REPLACE )?EVENT (?:IF NOT EXISTS )?" + NAME),
          new Form(Kind.SEQUENCE, "CREATE (?:OR REPLACE )?SEQUENCE " + NAME),
          new Form(Kind.SEQUENCE_VALUE, "(?:DO|SELECT) SETVAL\\(" + NAME));

  private static final Pattern INSERT =
      pattern("(?:INSERT|REPLACE)\\s+(?:IGNORE\\s+)?INTO\\s+" + NAME);
  private static final int HEAD = 1000;
  private static final SqlThing NOTHING = new SqlThing(Kind.OTHER, "", "");

  static SqlThing of(String sql) {
    // What older servers know as a table in place of a view stands in a comment.
    if (sql.startsWith("/*") && sql.contains("CREATE TABLE")) {
      return NOTHING;
    }
    String plain = MARKS.matcher(sql).replaceAll(" ").strip();
    String definition = DEFINER.matcher(plain).replaceFirst("").replaceAll("\\s+", " ");
    String head = definition.substring(0, Math.min(HEAD, definition.length()));
    for (Form form : FORMS) {
      Matcher matcher = form.head().matcher(head);
      if (matcher.lookingAt()) {
        return new SqlThing(form.kind(), name(form.kind(), matcher), settled(definition));
      }
    }
    return NOTHING;
  }

  private static String settled(String definition) {
    return SWITCH.matcher(definition).replaceFirst("$1 DISABLE");
  }

  private static String name(Kind kind, Matcher matcher) {
    if (kind != Kind.ROUTINE) {
      return unquoted(matcher.group(1));
    }
    return matcher.group(1).toLowerCase(Locale.ROOT) + " " + unquoted(matcher.group(2));
  }

  private static String unquoted(String name) {
    String quote = name.substring(0, 1);
    return quote.equals("`") || quote.equals("\"")
        ? name.substring(1, name.length() - 1).replace(quote + quote, quote)
        : name;
  }

  /**
   * The table of an INSERT.
   *
   * @param head the statement up to its rows
   */
  static String insertedInto(String head) throws BrokenDumpException {
    Matcher matcher = INSERT.matcher(head);
    if (!matcher.lookingAt()) {
      throw new BrokenDumpException(
          Reason.UNREADABLE, "found '%s', expected INSERT INTO `…`".formatted(head));
    }
    return unquoted(matcher.group(1));
  }
}
