package dev.windlass.activities.backup.dump;

import dev.windlass.workflows.plan.Database;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a restoring tool is fed with; changed on the way where the options say so. */
final class RestoreFeed extends OutputStream {

  private static final int BUFFER = 64 * 1024;

  private final DatabaseRestore restore;
  private final RestoreOptions options;
  private final boolean selects;
  private final boolean replaces;
  private @Nullable ToolProcess tool;
  private @Nullable SqlText text;
  private @Nullable SqlFilter filter;
  private @Nullable ToolInput input;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private int nextTry = 1;
  private boolean lost;

  RestoreFeed(DatabaseRestore restore) throws IOException {
    this.restore = restore;
    this.options = restore.options();
    boolean archive = restore.to().engine() == Database.Engine.POSTGRESQL;
    this.selects = archive && !options.tables().isEmpty();
    this.replaces = archive && options.into() == RestoreOptions.Into.REPLACING;
    if (!selects && !replaces) {
      begin(restore.start(List.of()));
    }
    if (!archive) {
      filter = new SqlFilter(options, this::feed);
      text = new SqlText(filter);
    }
  }

  private ToolInput begin(ToolProcess started) {
    tool = started;
    // What it prints is nobody's business, but it must be able to.
    Thread.ofVirtual().name("tool-output").start(() -> Draining.drain(started.output()));
    input = new ToolInput(started.input());
    return input;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (text != null) {
      text.accept(bytes, offset, length);
    } else if (tool == null) {
      choose(bytes, offset, length);
    } else {
      feed(bytes, offset, length);
    }
  }

  /** What is done with an archive is known once its table of contents is there. */
  private void choose(byte[] bytes, int offset, int length) throws IOException {
    head.write(bytes, offset, length);
    if (head.size() >= nextTry) {
      nextTry = 2 * head.size();
      choose();
    }
  }

  private void choose() throws IOException {
    byte[] all = head.toByteArray();
    PostgresToc toc = PostgresToc.read(all, all.length);
    if (toc == null) {
      return;
    }
    if (replaces) {
      PostgresReplacing replacing = new PostgresReplacing(all, toc, options);
      begin(restore.start(replacing.change()));
      all = replacing.head();
    } else {
      begin(restore.start(PostgresSelection.ids(toc, options.tables())));
    }
    feed(all, 0, all.length);
    head.reset();
  }

  private void feed(byte[] bytes, int offset, int length) throws IOException {
    if (input != null && !lost) {
      input.write(bytes, offset, length);
    }
  }

  /** {@code pg_restore} with a list ends after the last of its entries, with data still to come. */
  private void lose(IOException why) throws IOException {
    lost = true;
    if (!selects) {
      throw why;
    }
  }

  /** The dump was whole: the tool may end. */
  void end() throws IOException {
    if (filter != null) {
      filter.end();
    }
    if (tool == null) {
      choose();
    }
    if (input == null) {
      throw new BrokenDumpException(
          BrokenDumpException.Reason.CUT_SHORT, "the archive ends within its table of contents");
    }
    input.end();
  }

  /** Whether it is the tool that takes no more. */
  boolean hasLostTool() {
    return lost;
  }

  ToolProcess tool() throws IOException {
    if (tool == null) {
      throw new IOException("no tool was started");
    }
    return tool;
  }

  @Override
  public void close() {
    if (tool != null) {
      tool.close();
    }
  }

  /** Remembers that a failure was the tool's. */
  private final class ToolInput extends OutputStream {

    private final AllButTheLast allButTheLast;
    private final OutputStream to;

    ToolInput(OutputStream to) {
      this.allButTheLast = new AllButTheLast(to);
      this.to = new BufferedOutputStream(allButTheLast, BUFFER);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        to.write(bytes, offset, length);
      } catch (IOException e) {
        lose(e);
      }
    }

    void end() throws IOException {
      try {
        to.flush();
        allButTheLast.end();
      } catch (IOException e) {
        lose(e);
      }
    }
  }
}
