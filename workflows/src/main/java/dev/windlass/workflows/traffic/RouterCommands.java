package dev.windlass.workflows.traffic;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.fleet.Shell;
import dev.windlass.workflows.maintenance.Notice;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines of a router of command templates, as the balancer's host runs them. */
public final class RouterCommands {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?<!\\$)\\{(weight|canary|stable|name)}");

  private static final Pattern MAINTAIN =
      Pattern.compile("(?<!\\$)\\{(maintenance|message|retryAfter|allow|name)}");

  private RouterCommands() {}

  /** The text for {@code sh -c} that brings the split about. */
  public static String set(Router.Commands router, Split split) {
    String line =
        PLACEHOLDER
            .matcher(router.set())
            .replaceAll(found ->
                Matcher.quoteReplacement(Shell.quote(value(found.group(1), router, split))));
    return script(router, line);
  }

  /** The text for {@code sh -c} that prints what is in force, or null. */
  public static @Nullable String show(Router.Commands router) {
    return router.show() == null
        ? null
        : script(router, router.show().replace("{name}", Shell.quote(router.name())));
  }

  /**
   * The text for {@code sh -c} that turns visitors away or lets them in.
   *
   * @param closed what visitors are told, or null to let them in
   */
  public static String maintain(Router.Commands router, @Nullable Notice closed) {
    String template = Objects.requireNonNull(router.maintain(), "the file has made sure");
    String line =
        MAINTAIN
            .matcher(template)
            .replaceAll(found ->
                Matcher.quoteReplacement(Shell.quote(value(found.group(1), router, closed))));
    return script(router, line);
  }

  private static String value(String placeholder, Router.Commands router, @Nullable Notice closed) {
    return switch (placeholder) {
      case "maintenance" -> closed == null ? "off" : "on";
      case "message" -> closed == null ? "" : closed.message();
      case "retryAfter" -> closed == null ? "" : Long.toString(closed.retryAfter().toSeconds());
      case "allow" -> closed == null ? "" : String.join(",", closed.allow());
      default -> router.name();
    };
  }

  private static String script(Router.Commands router, String line) {
    return HostJobRenderer.script(
        new HostJob.Line("router", line, null, router.as(), List.of(), List.of()));
  }

  private static String value(String placeholder, Router.Commands router, Split split) {
    return switch (placeholder) {
      case "weight" -> Integer.toString(split.weight());
      case "canary" -> addresses(router, split.canary());
      case "stable" -> addresses(router, split.stable());
      default -> router.name();
    };
  }

  private static String addresses(Router.Commands router, List<String> hosts) {
    return hosts.stream()
        .map(host -> host + ":" + router.backend().port())
        .collect(Collectors.joining(","));
  }
}
