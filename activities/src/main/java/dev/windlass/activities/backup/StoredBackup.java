package dev.windlass.activities.backup;

import dev.windlass.activities.backup.ManifestFile.Read;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.RescanActivities.Found;
import dev.windlass.workflows.backup.RescanActivities.Oddity;
import dev.windlass.workflows.contract.WireNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One backup of a store: what lies there, beside what its manifest says of it. */
final class StoredBackup {

  private static final String OTHER = "; take the copy of another store";

  private final ManifestFile file;
  private final BackupPlan plan;
  private final String id;
  private final Map<String, Long> sizes;

  /**
   * @param id by the place where it lies
   * @param sizes bytes of each object there, by name
   */
  StoredBackup(ManifestFile file, BackupPlan plan, String id, Map<String, Long> sizes) {
    this.file = file;
    this.plan = plan;
    this.id = id;
    this.sizes = sizes;
  }

  /** Adds it to those that are whole, or what is wrong with it to the oddities. */
  void sort(List<Found> whole, List<Oddity> odd) {
    try {
      Optional<Read> read = file.read();
      String wrong = read.isEmpty() ? half() : wrong(read.get().manifest());
      if (wrong == null) {
        whole.add(found(read.orElseThrow()));
      } else {
        odd.add(new Oddity(id, wrong));
      }
    } catch (IllegalArgumentException unreadable) {
      odd.add(new Oddity(id, ManifestFile.NAME + " is " + unreadable.getMessage()));
    }
  }

  private String half() {
    return "it has no manifest, so it is no backup, but %s; it is being taken or removed now, or its run was ended by force"
        .formatted(String.join(", ", sizes.keySet()));
  }

  private @Nullable String wrong(Manifest manifest) {
    String expected = plan.application() + "/" + plan.environment() + "/" + id;
    String there = manifest.application() + "/" + manifest.environment() + "/" + manifest.id();
    if (!there.equals(expected)) {
      return "its manifest is the one of "
          + there
          + ": another backup was put in its place"
          + OTHER;
    }
    return manifest.objects().stream()
        .flatMap(this::wrong)
        .findFirst()
        .map(what -> what + OTHER)
        .orElse(null);
  }

  private Stream<String> wrong(Manifest.StoredObject object) {
    Long there = sizes.get(object.name());
    if (there == null) {
      return Stream.of(object.name() + " is not there, but its manifest names it");
    }
    return there == object.storedBytes()
        ? Stream.empty()
        : Stream.of(
            "%s has %d bytes, its manifest says %d"
                .formatted(object.name(), there, object.storedBytes()));
  }

  private Found found(Read read) {
    return new Found(
        id,
        WireNames.of(read.manifest().kind()),
        read.manifest().started(),
        read.manifest().finished(),
        read.taken(),
        read.manifest().scope());
  }
}
