package dev.windlass.activities.ssh;

import java.nio.file.Path;

/**
 * A file that shall be on a host.
 *
 * @param local file to send
 * @param remotePath absolute path on the host; missing directories are made
 * @param sha256 digest of the content, 64 lower-case hexadecimal digits
 * @param mode permissions in octal, for example {@code 0640}
 */
public record Upload(Path local, String remotePath, String sha256, String mode) {

  public Upload {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256 of " + remotePath + ": " + sha256);
    }
    if (!mode.matches("[0-7]{3,4}")) {
      throw new IllegalArgumentException("mode of " + remotePath + ": " + mode);
    }
  }
}
