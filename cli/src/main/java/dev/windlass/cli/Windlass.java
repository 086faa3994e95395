package dev.windlass.cli;

import dev.windlass.cli.command.Verbs;
import dev.windlass.cli.demo.DemoRole;
import dev.windlass.cli.server.ApiRole;
import dev.windlass.cli.server.UpRole;
import dev.windlass.cli.server.WorkerRole;
import dev.windlass.cli.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code windlass} command. It names its verbs and loads nothing else, so that help answers at
 * once; a verb loads what it needs when it runs.
 */
@Command(
    name = "windlass",
    description = "Delivers releases to fleets of servers, step by held step.")
public final class Windlass implements Runnable {

  /** The roles of a server, each loaded only when it runs. */
  private static final List<Class<?>> ROLES =
      List.of(DemoRole.class, UpRole.class, ApiRole.class, WorkerRole.class);

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    String verb = arguments.length == 0 ? "" : arguments[0];
    CommandLine command = Verbs.typed(new Windlass(), ROLES, Terminal.system(), verb);
    command.getCommandSpec().version(version());
    int code = command.execute(arguments);
    // Without a verb nothing was started; System.exit would look for a logger in every library.
    if (code != 0 || command.getParseResult().hasSubcommand()) {
      System.exit(code);
    }
  }

  /** The command with all its verbs. */
  public static CommandLine commandLine(Terminal terminal) {
    return Verbs.of(new Windlass(), ROLES, terminal);
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "A verb is missing.");
    }
  }

  /** As the build wrote it into the jar. */
  private static String version() {
    String version = Windlass.class.getPackage().getImplementationVersion();
    return "windlass " + (version == null ? "(not packaged)" : version);
  }
}
