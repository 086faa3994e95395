package dev.windlass.cli.demo;

import dev.windlass.cli.client.RefusedException;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.cli.watch.TerminalView;
import dev.windlass.cli.watch.Watch;
import dev.windlass.sandbox.fleet.Visitors;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.TimelineEntry;
import dev.windlass.workflows.deployment.Verb;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The usual view, with what the visitors got; it answers a gate after a moment, as a person. */
final class StoryView implements Watch.View, AutoCloseable {

  private static final Duration TIME_TO_LOOK = Duration.ofSeconds(2);

  private final TerminalView view;
  private final Terminal terminal;
  private final WindlassServer server;
  private final String deployment;
  private final AtomicBoolean answered = new AtomicBoolean();

  StoryView(
      Terminal terminal, WindlassServer server, String deployment, @Nullable Visitors visitors) {
    this.terminal = terminal;
    this.server = server;
    this.deployment = deployment;
    this.view =
        new TerminalView(terminal, () -> visitors == null ? List.of() : List.of(words(visitors)));
  }

  @Override
  public void status(DeploymentStatus status) {
    view.status(status);
    boolean waits = status.can().contains(Verb.APPROVE);
    if (waits && answered.compareAndSet(false, true)) {
      Thread.ofVirtual().start(this::approve);
    }
  }

  @Override
  public void entry(TimelineEntry entry) {
    view.entry(entry);
  }

  @Override
  public void note(String text) {
    view.note(text);
  }

  @Override
  public void close() {
    view.close();
  }

  private void approve() {
    try {
      Thread.sleep(TIME_TO_LOOK);
      server.post("/deployments/" + deployment + "/approve", WindlassServer.object());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RefusedException refused) {
      terminal.error("the gate's answer was refused: " + refused.getMessage());
    }
  }

  static String words(Visitors visitors) {
    return " visitors "
        + visitors.counts().entrySet().stream()
            .map(each ->
                "version %s: %d ✓%s"
                    .formatted(
                        each.getKey(),
                        each.getValue().good(),
                        each.getValue().failed() == 0 ? "" : " " + each.getValue().failed() + " ✗"))
            .collect(Collectors.joining("   "));
  }
}
