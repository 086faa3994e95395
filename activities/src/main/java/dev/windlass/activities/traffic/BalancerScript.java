package dev.windlass.activities.traffic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.workflows.contract.WindlassJson;
import dev.windlass.workflows.maintenance.Notice;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficActivities.BalancerState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The scripts on a balancer's host, and the file there that holds the split in force.
 *
 * @param state absolute path of that file
 */
record BalancerScript(String state) {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int MOST_BYTES = 1 << 20;

  /** Where the state of this environment's balancer lies below Windlass's directory. */
  static BalancerScript of(String own, String application, String environment) {
    return new BalancerScript(own + "/balancer/" + application + "-" + environment + ".json");
  }

  BalancerState read(RemoteHost host, String file, String show, String user) {
    String output = run(host, "read.sh", "", state, file, show, user);
    if (!output.endsWith("read\n")) {
      throw new BalancerRefusedException(
          BalancerRefusedException.Why.TROUBLE, host.name() + ": what is in force is above 1 MB");
    }
    InForce inForce = inForce(output);
    return new BalancerState(
        host.name(),
        decoded(output, "content "),
        inForce == null ? null : inForce.split(),
        inForce == null ? null : inForce.closed());
  }

  /** Changes something; {@code more} comes after state, fence and split. */
  void change(RemoteHost host, String script, Change change, String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = state;
    arguments[1] = Long.toString(change.fence());
    arguments[2] = json(change);
    System.arraycopy(more, 0, arguments, 3, more.length);
    run(host, script, change.input(), arguments);
  }

  /**
   * @param split to be remembered as in force, or null when what is in force is not Windlass's
   * @param closed what visitors are told, or null when they are let in
   * @param input of the script
   */
  record Change(long fence, @Nullable Split split, @Nullable Notice closed, String input) {}

  /** The file's content: that of a split, and what visitors are told. */
  private record InForce(
      int weight,
      List<String> canary,
      List<String> stable,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Notice closed) {

    Split split() {
      return new Split(weight, canary, stable);
    }
  }

  private static String run(RemoteHost host, String script, String input, String... arguments) {
    RunResult result =
        host.run(
            RemoteCommand.of(text("state.sh") + text(script), arguments)
                .withStdin(input)
                .withTimeout(LIMIT)
                .keeping(2 * MOST_BYTES));
    return switch (result.ending()) {
      case Ending.Exited(int code) when code == 0 -> result.output();
      case Ending.Exited(int code) ->
          throw new BalancerRefusedException(
              why(code), host.name() + ": " + brief(result.output() + result.errors()));
      case Ending.ConnectionLost _ ->
          throw new ConnectionLostException(
              host.name() + ": connection lost while the balancer was changed", null);
      case Ending.Signalled _, Ending.TimedOut _ ->
          throw new BalancerRefusedException(
              BalancerRefusedException.Why.TROUBLE, host.name() + ": " + result.ending());
    };
  }

  private static BalancerRefusedException.Why why(int exit) {
    return switch (exit) {
      case 3 -> BalancerRefusedException.Why.FENCED;
      case 5 -> BalancerRefusedException.Why.TROUBLE;
      // Missing rights or space do not come by waiting: better said at once than tried for ever.
      default -> BalancerRefusedException.Why.REFUSED;
    };
  }

  private static String brief(String text) {
    String stripped = text.strip();
    return stripped.substring(Math.max(0, stripped.length() - 1000));
  }

  private static @Nullable InForce inForce(String output) {
    String json = decoded(output, "state ");
    try {
      return json == null ? null : WindlassJson.mapper().readValue(json, InForce.class);
    } catch (JsonProcessingException e) {
      throw new BalancerRefusedException(
          BalancerRefusedException.Why.TROUBLE, "the balancer's state is not readable: " + json);
    }
  }

  private static String json(Change change) {
    Split split = change.split();
    try {
      return split == null
          ? ""
          : WindlassJson.mapper()
              .writeValueAsString(
                  new InForce(split.weight(), split.canary(), split.stable(), change.closed()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static @Nullable String decoded(String output, String key) {
    return output
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> Base64.getDecoder().decode(line.substring(key.length())))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .findFirst()
        .orElse(null);
  }

  private static String text(String name) {
    try (InputStream stream =
        Objects.requireNonNull(BalancerScript.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
