package dev.windlass.cli.command;

import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Everything that can be typed after {@code windlass}, in the order in which help shows it. */
public final class Verbs implements IFactory {

  private static final List<Class<?>> ALL =
      List.of(
          Validate.class,
          Presets.class,
          Apply.class,
          Plan.class,
          Deploy.class,
          Setup.class,
          Status.class,
          Deployments.class,
          Logs.class,
          Answering.Approve.class,
          Answering.Reject.class,
          Code.class,
          Say.Abort.class,
          Say.Pause.class,
          Say.Resume.class,
          Say.Promote.class,
          Say.Retry.class,
          Say.Skip.class,
          Say.Undo.class,
          Say.Close.class,
          Rollback.class,
          Recover.class,
          Maintenance.class,
          Backup.class,
          Backups.class,
          Restore.class,
          RecoverData.class,
          Drill.class,
          Drills.class,
          Token.class,
          Doctor.class,
          Completion.class);

  // Not picocli's own mixin: it looks for Groovy, which opens every library on the path.
  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help")
          .usageHelp(true)
          .description("Show this help message and exit.")
          .build();
  private static final OptionSpec VERSION =
      OptionSpec.builder("-V", "--version")
          .versionHelp(true)
          .description("Print version information and exit.")
          .build();

  private final Terminal terminal;

  private Verbs(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The whole command, ready to be executed. */
  public static CommandLine of(Object root, List<Class<?>> roles, Terminal terminal) {
    return new Verbs(terminal).command(root, roles, name -> true);
  }

  /**
   * The command as far as one verb needs it: the others have a name and a description only, for
   * reading all their options takes most of the time in which help has to answer.
   */
  public static CommandLine typed(
      Object root, List<Class<?>> roles, Terminal terminal, String verb) {
    return verb.equals(Completion.NAME)
        ? of(root, roles, terminal)
        : new Verbs(terminal).command(root, roles, verb::equals);
  }

  private CommandLine command(Object root, List<Class<?>> roles, Predicate<String> isWhole) {
    CommandLine command = new CommandLine(root, this);
    for (Class<?> verb : Stream.concat(roles.stream(), ALL.stream()).toList()) {
      Command says = Objects.requireNonNull(verb.getAnnotation(Command.class));
      command.addSubcommand(says.name(), isWhole.test(says.name()) ? verb : outline(says));
    }
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setExecutionExceptionHandler(new Failures(terminal));
    command.setUsageHelpAutoWidth(false);
    finish(command);
    return command;
  }

  private CommandSpec outline(Command says) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(null, this);
    spec.usageMessage().description(says.description());
    return spec;
  }

  private static void finish(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.addOption(HELP).addOption(VERSION);
    UsageMessageSpec usage = spec.usageMessage();
    usage.width(110);
    usage.sortOptions(false);
    if (command.getParent() == null || spec.optionsMap().containsKey("--watch")) {
      Map<String, String> codes = new LinkedHashMap<>();
      for (Exit exit : Exit.values()) {
        codes.put(Integer.toString(exit.code()), exit.meaning());
      }
      usage.exitCodeListHeading("%nExit codes:%n");
      usage.exitCodeList(codes);
    }
    command.getSubcommands().values().forEach(Verbs::finish);
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Terminal.class) {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(terminal));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
