package dev.windlass.api.specification.shape;

import java.util.regex.Pattern;

/**
 * Texts that become parts of paths, commands or addresses. Patterns are the common part of Java's
 * and JavaScript's expressions, since editors check them too.
 */
public enum Syntax {
  APPLICATION("[a-z][a-z0-9-]{0,39}", "lower-case letters, digits and -, at most 40"),
  NAME("[a-z][a-z0-9_-]{0,39}", "lower-case letters, digits, - and _, at most 40"),
  VARIABLE("[A-Za-z_][A-Za-z0-9_]{0,99}", "letters, digits and _"),
  SECRET("[a-z0-9][a-z0-9._-]{0,79}", "the name of a secret: lower-case letters, digits, . - _"),
  HOSTS(
      "([A-Za-z0-9]|\\[[0-9]{1,4}-[0-9]{1,4}\\])([A-Za-z0-9.-]|\\[[0-9]{1,4}-[0-9]{1,4}\\]){0,252}",
      "a host or a pattern, e.g. web-[1-8].shop.internal"),
  JUMP("[a-z_][a-z0-9_-]*@[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?", "user@host or user@host:port"),
  USER("[a-z_][a-z0-9_-]{0,31}", "a Unix user"),
  DATABASE_USER("[A-Za-z_][A-Za-z0-9_-]{0,62}", "a database user"),
  UMASK("0?[0-7]{3}", "a umask of three octal digits, e.g. \"027\""),
  VERSION("[0-9]{1,5}(\\.[0-9]{1,5}){0,2}", "a version, e.g. 8.2"),
  SERVICE("[A-Za-z0-9][A-Za-z0-9:_.@-]{0,99}", "a service of systemd, e.g. php8.3-fpm"),
  PROGRAM("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}", "a program of supervisor, e.g. shop-horizon"),
  HOST("[A-Za-z0-9][A-Za-z0-9.-]{0,252}", "a host"),
  ABSOLUTE_PATH("(/(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+-]+)+", "an absolute path without . or .."),
  HOST_PATH(
      "(/(?!\\.{1,2}(/|$))([A-Za-z0-9_.@+-]|\\{host\\})+)+", "an absolute path without . or .."),
  RELATIVE_PATH(
      "(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+-]+)*",
      "a relative path without . or .."),
  SHARED_PATH(
      "(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+-]+)*/?",
      "a relative path without . or ..; / at the end for a directory"),
  FILE(
      "/?(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+-]+)*",
      "a path without . or .."),
  LOG(
      "/?(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+*?-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+*?-]+)*",
      "a path without . or .., with * for any letters"),
  JSON_FIELD(
      "[^\\u0000-\\u0020\\u007f.]+(\\.[^\\u0000-\\u0020\\u007f.]+)*",
      "names joined by dots, e.g. checks.database.status"),
  COMMAND(
      "[^\\u0000-\\u001f\\u007f]*[^\\u0000-\\u0020\\u007f][^\\u0000-\\u001f\\u007f]*",
      "a command on one line"),
  TEXT("[^\\u0000-\\u001f\\u007f]+", "a text on one line"),
  MESSAGE("[^\\u0000-\\u001f\\u007f{}]{1,500}", "a text on one line without { and }"),
  NETWORK(
      "[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,2})?|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(/[0-9]{1,3})?",
      "an address or a network, e.g. 10.0.0.0/8"),
  VALUE("[^\\u0000-\\u0008\\u000b-\\u001f\\u007f]*", "a text"),
  URL("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9_.~/-]*)?", "https://host or http://host"),
  URL_PATH("/[^\\u0000-\\u0020\\u007f#]*", "a path from /"),
  GIT(
      "https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?/[A-Za-z0-9_./~-]+"
          + "|ssh://([A-Za-z0-9_.-]+@)?[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?/[A-Za-z0-9_./~-]+"
          + "|file:///[A-Za-z0-9_./-]+"
          + "|([A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:/?[A-Za-z0-9_~][A-Za-z0-9_./~-]*",
      "the address of a repository, without user or password where it is https"),
  BRANCH("(?!.*\\.\\.)[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?", "a branch"),
  HEADER("[A-Za-z0-9-]{1,80}", "the name of a header"),
  HEADER_LINE("[A-Za-z0-9-]{1,80}: [^\\u0000-\\u001f\\u007f]+", "a header as Name: value"),
  COOKIE("off|[A-Za-z0-9_]{1,80}", "the name of a cookie (letters, digits and _), or off"),
  DATABASE(
      "[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?/[A-Za-z0-9_][A-Za-z0-9_-]{0,63}",
      "host/name or host:port/name"),
  TABLE("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)?", "table or schema.table"),
  COLUMN("[A-Za-z_][A-Za-z0-9_]{0,63}", "a column"),
  ADDRESS("[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?", "host or host:port"),
  SCRATCH(
      "[a-z][a-z0-9]*(_[a-z0-9]+)*_",
      "lower-case letters, digits and _, with _ at its end, e.g. windlass_drill_"),
  STORE(
      "file:///[A-Za-z0-9_./-]+|sftp://[A-Za-z0-9._-]+@[A-Za-z0-9.:\\[\\]-]+/[A-Za-z0-9_./-]*"
          + "|s3://[a-z0-9.-]{3,63}(/[A-Za-z0-9_./-]+)?(\\?[A-Za-z0-9=&:/.\\[\\]-]+)?",
      "file:///path, sftp://user@host/path or s3://bucket/prefix"),
  SCHEDULE(
      "daily ([01][0-9]|2[0-3]):[0-5][0-9]"
          + "|weekly (Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01][0-9]|2[0-3]):[0-5][0-9]"
          + "|[0-9*,/-]+ [0-9*,/-]+ [0-9*,/-]+ ([0-9*,/-]|[A-Z]{3})+ ([0-9*,/-]|[A-Z]{3})+",
      "daily 02:15, weekly Sun 03:30 or five fields of cron, e.g. \"15 2 * * *\""),
  AGE_RECIPIENT("age1[a-z0-9]{58}", "a public key of age, as age-keygen prints it (age1…)"),
  DATABASE_SERVER("[A-Za-z0-9][A-Za-z0-9+/=._:-]{0,99}", "what a database server calls itself"),
  ZONE("UTC|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+){1,2}", "a time zone, e.g. Europe/Berlin"),
  DATE("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a date, e.g. 2026-12-31"),
  SERVER(
      "(mariadb|mysql|postgresql) [0-9]{1,3}(\\.[0-9]{1,3})?",
      "mariadb, mysql or postgresql and a version, e.g. mariadb 10.11"),
  VIA("ssh|[A-Za-z0-9][A-Za-z0-9.-]*", "ssh or a host");

  private final String expression;
  private final String words;
  private final Pattern pattern;

  Syntax(String expression, String words) {
    this.expression = expression;
    this.words = words;
    this.pattern = Pattern.compile(expression);
  }

  /** For the JSON Schema: anchored. */
  String anchored() {
    return "^(" + expression + ")$";
  }

  /** For people: what would be right. */
  public String words() {
    return words;
  }

  /** Whether the text is as it should be. */
  public boolean accepts(String text) {
    return pattern.matcher(text).matches();
  }

  /** The wrong text may be a secret itself, so it is never shown. */
  boolean hidden() {
    return this == SECRET || this == GIT;
  }
}
