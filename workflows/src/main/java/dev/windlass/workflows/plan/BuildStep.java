package dev.windlass.workflows.plan;

import java.util.List;

/** A named step of the build, as the preset or the file gives it; its commands run in order. */
public record BuildStep(String name, List<HostCommand> commands) {

  public BuildStep {
    commands = List.copyOf(commands);
  }
}
