package dev.windlass.cli.server;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What somebody typed, as settings; an option's default is no choice. */
final class Chosen {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "--port", "server.port",
          "--address", "server.address",
          "--engine", "windlass.engine.target");

  private Chosen() {}

  /** {@code name=value} of the options of a role that starts no engine of its own. */
  static List<String> of(@Nullable CommandSpec spec) {
    return given(spec).map(Chosen::setting).toList();
  }

  /** The same without the engine, which may be a program to start. */
  static List<String> besidesTheEngine(@Nullable CommandSpec spec) {
    return given(spec)
        .filter(option -> !option.longestName().equals("--engine"))
        .map(Chosen::setting)
        .toList();
  }

  private static Stream<OptionSpec> given(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "set by the command line")
        .commandLine()
        .getParseResult()
        .matchedOptions()
        .stream()
        .filter(option -> SETTINGS.containsKey(option.longestName()));
  }

  private static String setting(OptionSpec option) {
    return SETTINGS.get(option.longestName()) + "=" + option.getValue();
  }
}
