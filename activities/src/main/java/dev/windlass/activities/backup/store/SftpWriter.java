package dev.windlass.activities.backup.store;

import dev.windlass.activities.ssh.RemoteFiles;
import dev.windlass.activities.ssh.RemoteHost;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file under a temporary name, which gets its own when all of it is with the host. */
final class SftpWriter extends ObjectWriter {

  private static final Logger log = LoggerFactory.getLogger(SftpWriter.class);

  private final SftpStore store;
  private final StoreKey key;
  private final Sending sending;
  private final String temporary;

  /** A session of its own, its files, and the one that is being sent. */
  record Sending(RemoteHost host, RemoteFiles files, OutputStream content) {}

  SftpWriter(SftpStore store, StoreKey key, Sending sending, String temporary) {
    this.store = store;
    this.key = key;
    this.sending = sending;
    this.temporary = temporary;
  }

  private interface Act {
    void run() throws IOException;
  }

  private void named(Act act) {
    store.named(
        key.text(),
        () -> {
          try {
            act.run();
            return key;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void write(byte[] from, int begin, int length) {
    named(() -> sending.content().write(from, begin, length));
  }

  @Override
  void publish() {
    named(() -> {
      sending.content().close();
      sending.files().publish(temporary, store.path(key));
    });
    sending.host().close();
  }

  @Override
  void abandon() {
    // The session goes first: the host then stops writing, whatever was on its way.
    try {
      sending.host().close();
    } catch (RuntimeException e) {
      log.debug("the session of {} didn't end in order", key, e);
    }
    store.abandon(temporary);
  }
}
