package dev.windlass.activities.backup;

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
  private final BackupPlan plan;
  private final String id;

  ManifestFile(BackupStore store, BackupPlan plan, String id) {
    this.store = store;
    this.plan = plan;
    this.id = id;
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
          manifest.keyIds().isEmpty() ? null : manifest.keyIds().getFirst());
    }
  }

  String folder() {
    return key(NAME).folder();
  }

  StoreKey key(String file) {
    return new StoreKey(plan.application(), plan.environment(), id, file);
  }

  /** Empty where the backup never came to its end. */
  Optional<Read> read() {
    try (InputStream from = store.read(key(NAME))) {
      byte[] text = from.readNBytes(MOST_BYTES);
      return Optional.of(read(text));
    } catch (StoreException absent) {
      if (absent.trouble() == StoreTrouble.MISSING) {
        return Optional.empty();
      }
      throw absent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Taken write(Manifest manifest) {
    byte[] text = manifest.text().getBytes(StandardCharsets.UTF_8);
    try (ObjectWriter to = store.write(key(NAME))) {
      to.write(text);
      to.commit();
    }
    return read(text).taken();
  }

  private static Read read(byte[] text) {
    return new Read(Manifest.parse(new String(text, StandardCharsets.UTF_8)), Digests.sha256(text));
  }
}
