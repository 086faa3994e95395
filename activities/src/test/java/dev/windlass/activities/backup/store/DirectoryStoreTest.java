package dev.windlass.activities.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import dev.windlass.workflows.backup.StoreAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest extends BackupStoreContract {

  @TempDir private Path folder;
  private Path root = Path.of("");

  @Override
  BackupStore open() throws Exception {
    root = Files.createTempDirectory(folder, "store");
    return at(root);
  }

  private static BackupStore at(Path root) {
    return new DirectoryStore(new StoreAddress.Directory(root.toString()));
  }

  @Override
  BackupStore gone() {
    return at(folder.resolve("not-mounted"));
  }

  @Test
  void leavesNothingWhereADiskHasNoRoomAndSaysSo() throws Exception {
    RealParts.requireRoot();
    RealParts.require("mount", "umount");
    Path disk = Files.createDirectory(folder.resolve("disk"));
    call("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    try (BackupStore small = at(disk)) {
      StoreException full = trouble(StoreTrouble.FULL, () -> put(small, KEY, random(2 << 20)));
      assertThat(full.isRetryable()).isFalse();
      assertThat(full).hasMessageContaining(disk.toString()).hasMessageContaining(KEY.text());
      try (Stream<Path> left = Files.walk(disk)) {
        assertThat(left.filter(Files::isRegularFile)).isEmpty();
      }
      put(small, KEY, random(1 << 19));
    } finally {
      call("umount", disk.toString());
    }
  }

  private static void call(String... line) throws Exception {
    Process process = new ProcessBuilder(line).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", line)).isZero();
  }

  @Test
  void letsNobodyElseReadBackups() throws Exception {
    put(store, KEY, new byte[] {1});

    for (Path one = root.resolve(KEY.text()); !one.equals(root); one = DirectoryStore.above(one)) {
      String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(one));
      assertThat(rights).as(one.toString()).endsWith("------");
    }
  }

  @Test
  void aBackupThatIsDeletedLeavesNoFolder() {
    put(store, KEY, new byte[] {1});
    store.delete(KEY);

    assertThat(root.resolve("shop/production")).isEmptyDirectory();
  }

  @Test
  void listsOnlyWhatHasAKeyOfOurs() throws Exception {
    put(store, KEY, new byte[] {1});
    for (String stranger :
        List.of(
            "README", "lost+found/x/y/z", "shop/production/b1/deeper/x", "shop/x", ".a/b/c/d")) {
      Path file = root.resolve(stranger);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "not ours");
    }
    Files.createSymbolicLink(root.resolve("shop/production/link"), root.resolve("shop"));

    assertThat(store.list("")).containsExactly(new StoredObject(KEY, 1));
  }
}
