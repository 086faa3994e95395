package dev.windlass.workflows.release;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.Shell;
import dev.windlass.workflows.plan.EnvironmentVariable;
import java.util.List;

/** The release's own {@code .env}: texts stand in the command, secrets come by standard input. */
public final class DotEnv {

  private DotEnv() {}

  /**
   * The line that writes the file, readable by owner and group only. A value stands in double
   * quotes, escaped as the dotenv readers of PHP understand it.
   */
  public static HostJob.Line line(List<EnvironmentVariable> variables) {
    StringBuilder script = new StringBuilder("umask 027; q() { printf '%s=\"' \"$1\"; ");
    script.append("printf '%s' \"$2\" | sed -e 's/[\\\\\"$]/\\\\&/g'; printf '\"\\n'; }; { ");
    for (EnvironmentVariable variable : variables) {
      script.append("q ").append(variable.name()).append(' ');
      String text = variable.text();
      script.append(text == null ? "\"$" + variable.name() + "\"" : Shell.quote(text));
      script.append("; ");
    }
    script.append("} > .env");
    return new HostJob.Line(
        ".env",
        script.toString(),
        "{path}/releases/{release}",
        null,
        variables.stream().filter(v -> v.secret() != null).toList(),
        List.of());
  }
}
