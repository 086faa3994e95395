package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Inline;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processes that work off the application's queue. */
public sealed interface QueueWorkers {

  /** Those that a preset or the shared part of the file names are left alone. */
  @Bare("skip")
  record Skip() implements QueueWorkers {}

  /** Those that change with a release. */
  sealed interface Kept extends QueueWorkers {
    Terms terms();
  }

  /** Kept by supervisor. */
  record Supervisor(
      @Key("Program of supervisor, with all its processes.") @Matches(Syntax.PROGRAM)
          String supervisor,
      @Inline Terms terms)
      implements Kept {}

  /** Kept by systemd. */
  record Service(
      @Key("Unit of systemd.") @Matches(Syntax.SERVICE) String service, @Inline Terms terms)
      implements Kept {}

  /** Stopped and started by commands of the application. */
  record Commands(
      @Key("Command that lets them end; it runs in the release that they belong to.")
          @Matches(Syntax.COMMAND)
          String stop,
      @Key("Command that starts them in the background; it runs in the live release.")
          @Matches(Syntax.COMMAND)
          String start,
      @Key(
              "Command that prints the numbers of their processes; without it stop must wait for them itself, and nothing is proved.")
          @Matches(Syntax.COMMAND)
          @Nullable String pids,
      @Inline Terms terms)
      implements Kept {}

  /** What all kinds have. */
  record Terms(
      @Key("Another user that stops and starts them, by sudo -n.") @Matches(Syntax.USER)
          @Nullable String as,
      @Key(value = "Hosts that run them.", byDefault = "[web]")
          List<@Matches(Syntax.NAME) String> roles,
      @Key(value = "How long a running job may take to end.", byDefault = "60s") Duration drain,
      @Key(
              value = "What becomes of a job that takes longer: kill it, or fail the deployment.",
              byDefault = "kill")
          Late late,
      @Key(
              value =
                  "When they get the new code: first, with the canary, or last, when every host has it.",
              byDefault = "last")
          Publish publish) {}

  /** What becomes of a job that outlasts the drain. */
  enum Late {
    KILL,
    FAIL
  }

  /** When they get the new code. */
  enum Publish {
    FIRST,
    LAST
  }
}
