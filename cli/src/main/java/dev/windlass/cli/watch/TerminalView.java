package dev.windlass.cli.watch;

import dev.windlass.cli.render.EventLine;
import dev.windlass.cli.render.StatusBlock;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.TimelineEntry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One plain line per event; on a screen also the run as it stands, below them, drawn again twice a
 * second so that its times run.
 */
public final class TerminalView implements Watch.View, AutoCloseable {

  private static final long REDRAW_MILLIS = 500;

  private final Terminal terminal;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private volatile @Nullable DeploymentStatus status;

  public TerminalView(Terminal terminal) {
    this.terminal = terminal;
    if (terminal.isScreen()) {
      var _ =
          clock.scheduleWithFixedDelay(
              this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void status(DeploymentStatus now) {
    status = now;
    draw();
  }

  @Override
  public void entry(TimelineEntry entry) {
    terminal.line(EventLine.of(entry, terminal.clock().getZone()));
    draw();
  }

  @Override
  public void note(String text) {
    terminal.error("note: " + text);
  }

  private void draw() {
    DeploymentStatus shown = status;
    if (shown != null) {
      terminal.block(StatusBlock.of(shown, terminal.clock().instant()));
    }
  }

  /** Draws no more; the block makes room for the last lines. */
  @Override
  public void close() {
    clock.shutdownNow();
    terminal.erase();
  }
}
