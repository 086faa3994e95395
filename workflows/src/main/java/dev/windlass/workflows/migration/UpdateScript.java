package dev.windlass.workflows.migration;

import dev.windlass.workflows.migration.safety.Script;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A plain SQL script that brings a schema from one version to the next. All of it stands in its
 * name, {@code NN_update_vA_vB.sql}; the v may be left out.
 *
 * @param number by which scripts are put in order
 * @param from the version that it finds, without v
 * @param to the version that it leaves, without v
 */
public record UpdateScript(int number, String from, String to, Script script) {

  private static final String VERSION = "[vV]?([0-9][A-Za-z0-9.+-]*)";
  private static final Pattern NAME =
      Pattern.compile("([0-9]{1,9})_update_" + VERSION + "_" + VERSION + "\\.sql");

  /** Null where its name is another one. */
  public static @Nullable UpdateScript of(Script script) {
    Matcher parts = NAME.matcher(script.name());
    return parts.matches()
        ? new UpdateScript(Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3), script)
        : null;
  }

  /** A version as scripts and tables may write it, without v. */
  public static String plain(String version) {
    return version.startsWith("v") || version.startsWith("V") ? version.substring(1) : version;
  }
}
