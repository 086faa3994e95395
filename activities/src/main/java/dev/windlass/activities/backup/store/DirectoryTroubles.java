package dev.windlass.activities.backup.store;

import dev.windlass.activities.backup.store.StoreException.Place;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What a file system says, as a store's trouble. */
record DirectoryTroubles(String address, Path root) {

  /** Less than this free is none: no piece of an object fits. */
  private static final long NO_ROOM = 64 * 1024;

  /** The troubles of one object. */
  record Named(DirectoryTroubles of, String what) {

    RuntimeException of(Exception e) {
      return of.of(e, what);
    }
  }

  void requireRoot() {
    if (!Files.isDirectory(root)) {
      throw gone(null);
    }
  }

  private StoreException gone(@Nullable Throwable cause) {
    return new StoreException(
        StoreTrouble.UNREACHABLE,
        new Place(address, ""),
        "there is no directory %s; where none was yet: mkdir %s".formatted(root, root),
        cause);
  }

  RuntimeException of(Exception e, String what) {
    return switch (e) {
      case StoreException named -> named;
      case CancellationException cancelled -> cancelled;
      case ClosedByInterruptException _ -> {
        Thread.currentThread().interrupt();
        yield new CancellationException("interrupted at the backup store " + address);
      }
      case NoSuchFileException _ when !Files.isDirectory(root) -> gone(e);
      default -> new StoreException(trouble(e), new Place(address, what), said(e), e);
    };
  }

  private StoreTrouble trouble(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> StoreTrouble.MISSING;
      case FileAlreadyExistsException _ -> StoreTrouble.PRESENT;
      case AccessDeniedException _ -> StoreTrouble.DENIED;
      case IOException io when isFull(io) -> StoreTrouble.FULL;
      default -> StoreTrouble.FAULT;
    };
  }

  /** Java has no type for it, and its words depend on the machine's language. */
  private boolean isFull(IOException e) {
    String said = String.valueOf(e.getMessage());
    if (said.contains("No space left") || said.contains("quota")) {
      return true;
    }
    try {
      return Files.getFileStore(root).getUsableSpace() < NO_ROOM;
    } catch (IOException unknown) {
      e.addSuppressed(unknown);
      return false;
    }
  }

  private static String said(Exception e) {
    String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return said == null ? e.getClass().getSimpleName() : said;
  }
}
