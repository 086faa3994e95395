package dev.windlass.activities.backup;

import dev.windlass.activities.backup.dump.BrokenDumpException;
import dev.windlass.activities.backup.dump.DumpContents;
import dev.windlass.activities.backup.dump.DumpScanner;
import dev.windlass.activities.backup.dump.Opening;
import dev.windlass.activities.backup.dump.Sealed;
import dev.windlass.activities.backup.dump.SealedStreamException;
import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.backup.store.StoreException;
import dev.windlass.activities.backup.store.StoreKey;
import dev.windlass.activities.backup.store.StoreTrouble;
import dev.windlass.activities.grant.Secret;
import dev.windlass.store.artifact.Digests;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.plan.Database;
import io.temporal.failure.ApplicationFailure;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one backup out of one store, and proves on the way that it is the one that was written: its
 * manifest by the digest that the catalogue has, each object by the digest that the manifest has.
 *
 * <p>What is wrong with it comes out as a failure whose type is one of {@code BACKUP_…}; a store
 * that cannot be read, as its {@link StoreException}. Both name the store and the object, what was
 * found, what was expected, and what to do.
 */
public final class BackupReading {

  private static final String OTHER = "take the copy of another store, or another backup";

  private final BackupStore store;
  private final Wanted wanted;
  private final ManifestFile file;

  /**
   * Which backup.
   *
   * @param manifest SHA-256 that its manifest must have; null where no catalogue knows it any more
   * @param notBefore what was read earlier is too old; null where its age does not matter
   */
  public record Wanted(
      String application,
      String environment,
      String id,
      @Nullable String manifest,
      @Nullable Instant notBefore) {}

  /**
   * @param store stays open; the caller closes it
   */
  public BackupReading(BackupStore store, Wanted wanted) {
    this.store = store;
    this.wanted = wanted;
    this.file =
        new ManifestFile(
            store,
            new StoreKey(
                wanted.application(), wanted.environment(), wanted.id(), ManifestFile.NAME));
  }

  /**
   * Its manifest, which is what was written, of this backup, and young enough.
   *
   * @throws ApplicationFailure as {@code BACKUP_MISSING}, {@code BACKUP_EDITED} or {@code
   *     BACKUP_STALE}
   */
  public Manifest manifest() {
    byte[] text =
        file.text()
            .orElseThrow(() ->
                failure(
                    FailureType.BACKUP_MISSING,
                    ManifestFile.NAME,
                    "isn't there, so that there is no whole backup " + wanted.id() + "; " + OTHER));
    Manifest manifest = parse(text);
    requireThisOne(manifest);
    String found = Digests.sha256(text);
    if (wanted.manifest() != null && !wanted.manifest().equals(found)) {
      throw edited("its digest is %s, the catalogue says %s".formatted(found, wanted.manifest()));
    }
    Instant oldest = wanted.notBefore();
    if (oldest != null && manifest.started().isBefore(oldest)) {
      throw failure(
          FailureType.BACKUP_STALE,
          ManifestFile.NAME,
          "is of %s, expected not before %s; take a newer backup, and see why there was none"
              .formatted(manifest.started(), oldest));
    }
    return manifest;
  }

  private Manifest parse(byte[] text) {
    try {
      return ManifestFile.read(text).manifest();
    } catch (IllegalArgumentException e) {
      // A later format is no damage, as long as the catalogue knows exactly this text.
      if (Digests.sha256(text).equals(wanted.manifest())) {
        throw e;
      }
      throw edited("it can't be read");
    }
  }

  private void requireThisOne(Manifest found) {
    String expected = wanted.application() + "/" + wanted.environment() + "/" + wanted.id();
    String there = found.application() + "/" + found.environment() + "/" + found.id();
    if (!there.equals(expected)) {
      throw failure(
          FailureType.BACKUP_STALE,
          ManifestFile.NAME,
          "is the one of %s, expected %s: another backup was put in its place; %s"
              .formatted(there, expected, OTHER));
    }
  }

  private ApplicationFailure edited(String how) {
    return failure(
        FailureType.BACKUP_EDITED,
        ManifestFile.NAME,
        "isn't the manifest that was written: " + how + "; " + OTHER);
  }

  /**
   * Writes the plain content of all its objects, in their order. What was written counts only once
   * this has returned: the last piece may be the one that is not what it should be.
   *
   * @param manifest what {@link #manifest} answered
   * @param identity asked at use, and only when the backup is encrypted; null where there is none
   * @param plain neither flushed nor closed
   * @param progress hears of plain bytes; the manifest has their sum
   * @throws ApplicationFailure as {@code BACKUP_INCOMPLETE}, {@code BACKUP_TRUNCATED}, {@code
   *     BACKUP_DAMAGED} or {@code BACKUP_SEALED}
   * @throws IOException of what it is written to
   */
  public void write(
      Manifest manifest,
      @Nullable Supplier<Secret> identity,
      OutputStream plain,
      LongConsumer progress)
      throws IOException {
    Opening opening = opening(manifest, identity);
    OutputStream counted = new Counted(plain, progress);
    for (Manifest.StoredObject object : manifest.objects()) {
      Sealed expected = new Sealed(object.bytes(), object.storedBytes(), object.sha256());
      try (InputStream stored = open(object)) {
        opening.open(stored, expected, counted);
      } catch (SealedStreamException e) {
        throw failure(type(e.reason()), object.name(), String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * Writes the plain dump of a database, as {@link #write} does, and reads it on the way: also what
   * was sealed and stored well may be no whole dump. A piece is written only when it can be one of
   * a dump.
   *
   * @return what the dump holds
   * @throws ApplicationFailure as {@code BACKUP_TRUNCATED} or {@code BACKUP_DAMAGED} where it is
   *     none, and as {@link #write} says
   * @throws IOException of what it is written to
   */
  public DumpContents dump(
      Manifest manifest,
      @Nullable Supplier<Secret> identity,
      OutputStream plain,
      LongConsumer progress)
      throws IOException {
    Database.Engine engine = manifest.origin().engine();
    DumpScanner scanner = DumpScanner.of(Objects.requireNonNull(engine, "engine"));
    try {
      write(manifest, identity, new Scanned(plain, scanner), progress);
      return scanner.finish();
    } catch (BrokenDumpException e) {
      throw failure(
          e.reason() == BrokenDumpException.Reason.CUT_SHORT
              ? FailureType.BACKUP_TRUNCATED
              : FailureType.BACKUP_DAMAGED,
          manifest.objects().getFirst().name(),
          "was stored well, but holds no whole dump: " + e.getMessage() + "; " + OTHER);
    }
  }

  private Opening opening(Manifest manifest, @Nullable Supplier<Secret> identity) {
    if (manifest.keyIds().isEmpty()) {
      return Opening.with(null);
    }
    if (identity == null) {
      throw failure(
          FailureType.BACKUP_SEALED,
          ManifestFile.NAME,
          "says that it is encrypted to %s, and no identity is named; name the secret that has the private key as identity, in the file"
              .formatted(String.join(", ", manifest.keyIds())));
    }
    try {
      return Opening.with(identity.get());
    } catch (IllegalArgumentException e) {
      throw failure(
          FailureType.BACKUP_SEALED,
          ManifestFile.NAME,
          "says that it is encrypted to %s, and %s"
              .formatted(String.join(", ", manifest.keyIds()), e.getMessage()));
    }
  }

  private InputStream open(Manifest.StoredObject object) {
    try {
      return store.read(file.key(object.name()));
    } catch (StoreException e) {
      if (e.trouble() == StoreTrouble.MISSING) {
        throw failure(
            FailureType.BACKUP_INCOMPLETE,
            object.name(),
            "isn't there, expected %d bytes as its manifest says; %s"
                .formatted(object.storedBytes(), OTHER));
      }
      throw e;
    }
  }

  private static FailureType type(SealedStreamException.Reason reason) {
    return switch (reason) {
      case WRONG_KEY, NEEDS_KEY -> FailureType.BACKUP_SEALED;
      case TRUNCATED -> FailureType.BACKUP_TRUNCATED;
      case DAMAGED, NOT_ENCRYPTED, TRAILING -> FailureType.BACKUP_DAMAGED;
    };
  }

  private ApplicationFailure failure(FailureType type, String object, String what) {
    return Failures.of(type, "backup store %s (%s): %s".formatted(store, file.key(object), what));
  }

  private static final class Scanned extends FilterOutputStream {

    private final DumpScanner scanner;

    Scanned(OutputStream to, DumpScanner scanner) {
      super(to);
      this.scanner = scanner;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      scanner.accept(from, offset, length);
      out.write(from, offset, length);
    }
  }

  private static final class Counted extends FilterOutputStream {

    private final LongConsumer progress;

    Counted(OutputStream to, LongConsumer progress) {
      super(to);
      this.progress = progress;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      progress.accept(length);
    }

    /** Whoever owns it flushes it: an archive of a database is fed in pieces of its own. */
    @Override
    public void flush() {
      // see above
    }
  }
}
