package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Reads an archive of files that flows by, on a thread of its own: the library wants to pull. */
final class TarScanner implements AutoCloseable {

  private final Relay relay = new Relay();
  private final OutputStream sink = relay.sink();
  private final FileSelection selection;
  private final TarTally tally;
  private final Thread reader;
  private volatile @Nullable Exception failure;

  TarScanner(FileSelection selection) {
    this.selection = selection;
    this.tally = new TarTally(selection);
    this.reader = Thread.ofPlatform().daemon().name("tar-scan").start(this::read);
  }

  void accept(byte[] bytes, int offset, int length) throws IOException {
    try {
      sink.write(bytes, offset, length);
    } catch (Relay.AbandonedException e) {
      join();
      throw why();
    }
  }

  /**
   * @param passedOver what the archive's maker said
   * @throws BrokenDumpException when the archive isn't whole
   */
  FileContents finish(List<String> passedOver) throws IOException {
    sink.close();
    join();
    if (failure != null) {
      throw why();
    }
    return tally.contents(passedOver);
  }

  private void read() {
    try (InputStream source = relay.source()) {
      read(source);
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private void read(InputStream source) throws IOException {
    try (var counted = new TarEnd(source);
        var tar = new TarArchiveInputStream(counted, StandardCharsets.UTF_8.name())) {
      long end = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        requireMoreThanALink(entry);
        tally.begin(entry);
        tally.content(tar);
        tally.end();
        end = TarEnd.after(entry, tar.getBytesRead());
      }
      counted.require(end);
    }
  }

  /** A tar that is given a link keeps the link alone, and says nothing. */
  private void requireMoreThanALink(TarArchiveEntry entry) throws BrokenDumpException {
    if (entry.isSymbolicLink() && selection.directories().contains(entry.getName())) {
      throw new BrokenDumpException(
          Reason.UNREADABLE,
          "'%s' is a link to %s, and nothing below it would be kept; name where it leads, below %s"
              .formatted(entry.getName(), entry.getLinkName(), selection.root()));
    }
  }

  private IOException why() {
    return failure instanceof BrokenDumpException e
        ? e
        : new BrokenDumpException(Reason.UNREADABLE, "the archive can't be read: " + failure);
  }

  private void join() throws InterruptedIOException {
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an archive was read");
    }
  }

  /** Ends the thread when the archive didn't come to its end. */
  @Override
  public void close() {
    relay.fail(new IOException("given up before its end"));
  }
}
