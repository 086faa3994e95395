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
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code windlass} command. It names its verbs and loads nothing else, so that help answers at
 * once; a verb loads what it needs when it runs.
 */
@Command(
    name = "windlass",
    description = "Delivers releases to fleets of servers, step by held step.",
    versionProvider = Windlass.Version.class)
public final class Windlass implements Runnable {

  /** The roles of a server, each loaded only when it runs. */
  private static final List<Class<?>> ROLES =
      List.of(DemoRole.class, UpRole.class, ApiRole.class, WorkerRole.class);

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine(Terminal.system()).execute(arguments));
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

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Windlass.class.getPackage().getImplementationVersion();
      return new String[] {"windlass " + (version == null ? "(not packaged)" : version)};
    }
  }
}
