package dev.windlass.activities.backup.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Finds objects and leftovers in the folders that keys make: application, environment, backup. */
final class FolderTree {

  private static final int FILE_DEPTH = 3;

  private final Lister lister;

  FolderTree(Lister lister) {
    this.lister = lister;
  }

  /** Lists one folder, by its path from the root of the store, which itself is empty. */
  interface Lister {
    List<Entry> list(String folder);
  }

  /** A file or folder. Links and the like are neither. */
  record Entry(String name, boolean isFolder, long bytes, Instant modified) {}

  /** A file that is not to stay, by its path from the root of the store. */
  record Touched(String path, Instant modified) {}

  List<StoredObject> objects(String prefix) {
    List<StoredObject> found = new ArrayList<>();
    walk(
        "",
        0,
        folder -> folder.startsWith(prefix) || prefix.startsWith(folder),
        (folder, entry) ->
            StoreKey.read(folder + entry.name())
                .filter(key -> key.text().startsWith(prefix))
                .ifPresent(key -> found.add(new StoredObject(key, entry.bytes()))));
    found.sort(Comparator.comparing(StoredObject::key));
    return found;
  }

  List<Touched> temporaries(Duration age) {
    Instant before = Instant.now().minus(age);
    List<Touched> found = new ArrayList<>();
    walk(
        "",
        0,
        _ -> true,
        (folder, entry) -> {
          if (TemporaryName.isOne(entry.name()) && !entry.modified().isAfter(before)) {
            found.add(new Touched(folder + entry.name(), entry.modified()));
          }
        });
    return found;
  }

  private interface Visitor {
    void see(String folder, Entry file);
  }

  /** Paths of folders end with a slash here, so that app and app-2 are told apart. */
  private void walk(String folder, int depth, Predicate<String> wanted, Visitor visitor) {
    for (Entry entry : lister.list(folder)) {
      if (depth == FILE_DEPTH && !entry.isFolder()) {
        visitor.see(folder, entry);
      }
      String below = folder + entry.name() + "/";
      boolean isOfTheDisk = depth == 0 && entry.name().equals("lost+found");
      if (depth < FILE_DEPTH && isOurs(entry) && !isOfTheDisk && wanted.test(below)) {
        walk(below, depth + 1, wanted, visitor);
      }
    }
  }

  private static boolean isOurs(Entry entry) {
    return entry.isFolder() && StoreKey.isPart(entry.name());
  }
}
