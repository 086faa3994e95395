package dev.windlass.workflows.migration;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.release.ReleaseCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A framework's migrations on their host. A framework's way down takes its last batch back,
 * whosever that is; so the host keeps a mark of a release that migrated something, and without the
 * mark nothing is taken down. The mark is there before the first statement and goes when the status
 * says that nothing has changed; {@code .down} is behind its name while it is taken down, {@code
 * .gone} afterwards.
 */
public final class MigrationCommands {

  private static final String MARKS = "{path}/.windlass/migrated";
  private static final String MARK = MARKS + "/{release}";

  private MigrationCommands() {}

  /** Brings the schema to what the release needs. */
  public static HostJob.Line up(Migrations.Command migrations) {
    HostCommand status = migrations.status();
    String up = migrations.up().line();
    return line(migrations.up(), status == null ? marked(up) : compared(up, status.line()));
  }

  /** The same, and asks the framework then whether the schema is what the release expects. */
  public static List<HostJob.Line> change(Migrations.Command migrations) {
    HostCommand validate = migrations.validate();
    return validate == null
        ? List.of(up(migrations))
        : List.of(up(migrations), ReleaseCommands.line(validate));
  }

  /** Takes back what the release migrated, once; null when the file declares no way down. */
  public static HostJob.@Nullable Line down(Migrations.Command migrations) {
    HostCommand down = migrations.down();
    if (down == null) {
      return null;
    }
    return line(
        down,
        """
        if [ -e %1$s ]; then
          mv -f %1$s %1$s.down
        fi
        if [ ! -e %1$s.down ]; then
          echo {release}' migrated nothing: nothing to take down'
          exit 0
        fi
        %2$s
        mv -f %1$s.down %1$s.gone\
        """
            .formatted(MARK, down.line()));
  }

  /** Brings up again what was taken down, or was begun to be. */
  public static HostJob.Line upAgain(Migrations.Command migrations) {
    return line(
        migrations.up(),
        """
        if [ ! -e %1$s.down ] && [ ! -e %1$s.gone ]; then
          echo {release}' was not taken down: nothing to bring up'
          exit 0
        fi
        : > %1$s
        %2$s
        rm -f %1$s.down %1$s.gone\
        """
            .formatted(MARK, migrations.up().line()));
  }

  private static String marked(String up) {
    return "mkdir -p %s\n: > %s\n%s".formatted(MARKS, MARK, up);
  }

  /** What an earlier attempt has marked stays marked: it may have done the work. */
  private static String compared(String up, String status) {
    return """
    mkdir -p %1$s
    if [ -e %2$s ]; then marked=yes; else marked=no; fi
    : > %2$s
    before=$(%4$s) || before=unknown
    %3$s
    after=$(%4$s) || after=unknown
    if [ $marked = no ] && [ "$before" = "$after" ] && [ "$after" != unknown ]; then
      rm -f %2$s
    fi\
    """
        .formatted(MARKS, MARK, up, status);
  }

  private static HostJob.Line line(HostCommand command, String script) {
    return ReleaseCommands.line(
        new HostCommand(command.name(), script, command.as(), command.roles()));
  }
}
