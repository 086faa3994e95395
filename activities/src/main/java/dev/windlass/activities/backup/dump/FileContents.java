package dev.windlass.activities.backup.dump;

import dev.windlass.workflows.backup.Manifest;
import java.util.List;

/**
 * What an archive of files holds.
 *
 * @param directories every declared directory with its entries, as the manifest names them
 * @param bytes in all files together
 * @param passedOver what isn't in the archive as it was, each with the reason: sockets, pipes and
 *     devices, files that became shorter while they were read; or what couldn't be restored as it
 *     was
 */
public record FileContents(List<Manifest.Table> directories, long bytes, List<String> passedOver) {

  public FileContents {
    directories = List.copyOf(directories);
    passedOver = List.copyOf(passedOver);
  }
}
