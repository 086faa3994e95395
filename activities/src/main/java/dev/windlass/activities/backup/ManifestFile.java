package dev.windlass.activities.backup;

import dev.windlass.activities.backup.dump.DumpCommands;
import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.backup.store.ObjectWriter;
import dev.windlass.activities.backup.store.StoreException;
import dev.windlass.activities.backup.store.StoreKey;
import dev.windlass.activities.backup.store.StoreTrouble;
import dev.windlass.store.artifact.Digests;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The manifest of one backup in one store: while it is there, the backup is whole. */
final class ManifestFile {

  static final String NAME = "manifest.json";

  /** Ten thousand tables with long names take a few megabytes. */
  private static final int MOST_BYTES = 64 << 20;

  private final BackupStore store;
  private final StoreKey manifest;

  ManifestFile(BackupStore store, BackupPlan plan, String id) {
    this(store, new StoreKey(plan.application(), plan.environment(), id, NAME));
  }

  /**
   * @param manifest its own key
   */
  ManifestFile(BackupStore store, StoreKey manifest) {
    this.store = store;
    this.manifest = manifest;
  }

  /** As it lies there. */
  record Read(Manifest manifest, String sha256) {

    Taken taken() {
      return new Taken(
          sha256,
          manifest.tables().size(),
          manifest.tables().stream().mapToLong(Manifest.Table::rows).sum(),
          manifest.objects().stream().mapToLong(Manifest.StoredObject::bytes).sum(),
          manifest.objects().stream().mapToLong(Manifest.StoredObject::storedBytes).sum(),
          manifest.schemaVersion(),
          manifest.keyIds().isEmpty() ? null : manifest.keyIds().getFirst(),
          manifest.origin().replica(),
          DumpCommands.isOfSome(manifest),
          manifest.passedOver());
    }
  }

  String folder() {
    return manifest.folder();
  }

  StoreKey key(String file) {
    return new StoreKey(manifest.application(), manifest.environment(), manifest.backup(), file);
  }

  /** Empty where the backup never came to its end. */
  Optional<Read> read() {
    return text().map(ManifestFile::read);
  }

  /** What lies there, whatever it is. */
  Optional<byte[]> text() {
    try (InputStream from = store.read(manifest)) {
      return Optional.of(from.readNBytes(MOST_BYTES));
    } catch (StoreException absent) {
      if (absent.trouble() == StoreTrouble.MISSING) {
        return Optional.empty();
      }
      throw absent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Taken write(Manifest content) {
    byte[] text = content.text().getBytes(StandardCharsets.UTF_8);
    try (ObjectWriter to = store.write(manifest)) {
      to.write(text);
      to.commit();
    }
    return read(text).taken();
  }

  static Read read(byte[] text) {
    return new Read(Manifest.parse(new String(text, StandardCharsets.UTF_8)), Digests.sha256(text));
  }
}
