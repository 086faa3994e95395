package dev.windlass.cli.command;

import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Everything that can be typed after {@code windlass}, in the order in which help shows it. */
public final class Verbs implements IFactory {

  private static final List<Class<?>> ALL =
      List.of(
          Validate.class,
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
          Token.class,
          Doctor.class,
          Completion.class);

  private final Terminal terminal;

  private Verbs(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The whole command, ready to be executed. */
  public static CommandLine of(Object root, List<Class<?>> roles, Terminal terminal) {
    Verbs verbs = new Verbs(terminal);
    CommandLine command = new CommandLine(root, verbs);
    roles.forEach(command::addSubcommand);
    ALL.forEach(command::addSubcommand);
    command.setExecutionExceptionHandler(new Failures(terminal));
    command.setUsageHelpAutoWidth(false);
    finish(command);
    return command;
  }

  private static void finish(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.width(110);
    usage.sortOptions(false);
    if (command.getParent() == null
        || command.getCommandSpec().optionsMap().containsKey("--watch")) {
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
