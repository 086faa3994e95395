package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.backup.dump.RestoreFailedException.Reason;
import dev.windlass.activities.backup.dump.RestoreOptions.Into;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.workflows.plan.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Restores a dump by the engine's own tool. On PostgreSQL it is one transaction: all or nothing. On
 * MariaDB and MySQL a failure leaves a part; restore into another database there, and rename.
 *
 * @param runner where the tool runs
 * @param to the database as seen from there
 */
public record DatabaseRestore(ToolRunner runner, Endpoint to, RestoreOptions options) {

  /** What the servers say; the last one MariaDB, of rows that it had taken in bulk. */
  private static final List<String> FULL =
      List.of(
          "No space left on device",
          "Disk full",
          "Errcode: 28",
          "errno: 28",
          "is full",
          "Got error 1 \"Operation not permitted\" during COMMIT");

  /** Where the dump comes from; usually {@link Opening#open}. */
  @FunctionalInterface
  public interface Source {

    /**
     * Writes the whole dump.
     *
     * @throws IOException when there is no whole dump: then the tool is ended before it sees an end
     */
    void writeTo(OutputStream plain) throws IOException;
  }

  /**
   * Restores all that the source writes.
   *
   * @throws RestoreFailedException when the target doesn't fit, or the tool stopped at an error
   * @throws IOException of the source; the target is as after a failed tool, but for PostgreSQL
   *     with selected tables, which may be there already when the source turns out to be broken
   */
  public void run(Source source) throws IOException {
    if (options.into() == Into.EMPTY) {
      requireEmpty();
    }
    try (var feed = new RestoreFeed(this)) {
      try {
        source.writeTo(feed);
        feed.end();
      } catch (IOException e) {
        throw feed.hasLostTool() ? failed(feed) : e;
      }
      if (!feed.tool().ending().isZero()) {
        throw failed(feed);
      }
    }
  }

  private RestoreFailedException failed(RestoreFeed feed) throws IOException {
    ToolProcess tool = feed.tool();
    Ending ending = tool.ending();
    boolean whole = to.engine() == Database.Engine.POSTGRESQL;
    String said = said(tool);
    boolean full = FULL.stream().anyMatch(said::contains);
    Reason stopped = whole ? Reason.ROLLED_BACK : Reason.HALF_RESTORED;
    return new RestoreFailedException(
        full ? Reason.FULL : stopped,
        "restore into %s, %s: the tool ended with %s: %s%s; the target %s"
            .formatted(
                to,
                tool.place(),
                ending,
                said,
                full ? ": its server has no room left" : "",
                whole ? "is as before" : "holds a part of the dump: drop it"));
  }

  /** Beside its error the tool repeats the statement, which may hold rows that nobody may see. */
  private static String said(ToolProcess tool) {
    String all = tool.errors().strip();
    String error = all.substring(all.lastIndexOf("\nERROR ") + 1);
    int repeated = error.indexOf("\nCommand was: ");
    return repeated < 0 ? error : error.substring(0, repeated);
  }

  private void requireEmpty() throws IOException {
    try (ToolProcess tool = runner.start(RestoreCommands.count(to), to.password())) {
      String count = new String(tool.output().readAllBytes(), UTF_8).strip();
      Ending ending = tool.ending();
      if (!ending.isZero()) {
        throw new RestoreFailedException(
            Reason.UNREACHABLE,
            "%s can't be looked at, %s (%s): %s"
                .formatted(to, tool.place(), ending, tool.errors().strip()));
      }
      if (!count.equals("0")) {
        throw new RestoreFailedException(
            Reason.NOT_EMPTY,
            "%s holds %s things already; restore into an empty database, or say that it is to be replaced"
                .formatted(to, count));
      }
    }
  }

  ToolProcess start(List<String> entries) throws IOException {
    return runner.start(RestoreCommands.restore(to, options.into(), entries), to.password());
  }
}
