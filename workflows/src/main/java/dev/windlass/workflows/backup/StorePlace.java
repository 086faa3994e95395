package dev.windlass.workflows.backup;

import org.jspecify.annotations.Nullable;

/**
 * A store, and by which names it is entered. Holds no value of a secret.
 *
 * @param address as {@link StoreAddress} reads it
 * @param key name of an SSH key that the Windlass worker grants, or null for the environment's; of
 *     an SFTP host
 * @param accessKey name of a secret, of an S3 service; else null
 * @param secretKey name of a secret, of an S3 service; else null
 */
public record StorePlace(
    String address, @Nullable String key, @Nullable String accessKey, @Nullable String secretKey) {

  @Override
  public String toString() {
    return address;
  }
}
