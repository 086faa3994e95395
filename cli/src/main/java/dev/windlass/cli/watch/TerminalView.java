package dev.windlass.cli.watch;

import dev.windlass.cli.render.EventLine;
import dev.windlass.cli.render.StatusBlock;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.TimelineEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One plain line per event; on a screen also the run as it stands, below them, drawn again twice a
 * second so that its times run.
 */
public final class TerminalView implements Watch.View, AutoCloseable {

  private static final long REDRAW_MILLIS = 500;

  private final Terminal terminal;
  private final Supplier<List<String>> more;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private volatile @Nullable DeploymentStatus status;

  public TerminalView(Terminal terminal) {
    this(terminal, List::of);
  }

  /**
   * @param more lines below the block
   */
  public TerminalView(Terminal terminal, Supplier<List<String>> more) {
    this.terminal = terminal;
    this.more = more;
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
    if (EventLine.saysNothingNew(entry)) {
      return;
    }
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
      List<String> lines = new ArrayList<>(StatusBlock.of(shown, terminal.clock().instant()));
      lines.addAll(more.get());
      terminal.block(lines);
    }
  }

  /** Draws no more; the block makes room for the last lines. */
  @Override
  public void close() {
    clock.shutdownNow();
    terminal.erase();
  }
}
