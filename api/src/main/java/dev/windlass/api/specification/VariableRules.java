package dev.windlass.api.specification;

import dev.windlass.api.specification.source.Node;
import dev.windlass.workflows.fleet.DotEnvFiles;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Secrets have no place in the file. */
final class VariableRules {

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)(.*_)?(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN)|(?!.*PUBLIC).*_KEY");

  /** {@code scheme://user:password@host}. */
  private static final Pattern SECRET_URL = Pattern.compile("[a-z+]+://[^/@\\s]*:[^/@\\s]+@.*");

  private static final Set<String> ON = Set.of("true", "(true)", "1", "on", "yes");

  private VariableRules() {}

  static void judge(Site site) {
    // Also where another line is wrong: a secret in clear must be told at once.
    if (site.node().get("env") instanceof Node.Mapping) {
      site.environment().env().forEach((name, value) -> variable(site, name, value));
      debug(site);
    }
  }

  /** Debug mode shows visitors the code, and secrets. */
  private static void debug(Site site) {
    String where = text(site, "APP_ENV");
    if (!DotEnvFiles.isProduction(site.name()) && !DotEnvFiles.isProduction(where)) {
      return;
    }
    if (ON.contains(text(site, "APP_DEBUG").toLowerCase(Locale.ROOT))) {
      site.problem("debug mode in production", "\"false\"", "env", "APP_DEBUG");
    }
    if (where.equals("dev")) {
      site.problem("debug mode in production", "prod", "env", "APP_ENV");
    }
  }

  private static String text(Site site, String name) {
    return site.environment().env().get(name) instanceof EnvironmentValue.Plain(String text)
        ? text
        : "";
  }

  private static void variable(Site site, String name, EnvironmentValue value) {
    if (value instanceof EnvironmentValue.Plain(String text)
        && !text.isEmpty()
        && (SECRET_NAME.matcher(name).matches() || SECRET_URL.matcher(text).matches())) {
      site.problem(
          "a secret in clear (not shown)",
          "{secret: "
              + name.toLowerCase(Locale.ROOT).replace('_', '-')
              + "}, a name that the Windlass worker grants",
          "env",
          name);
    }
  }
}
