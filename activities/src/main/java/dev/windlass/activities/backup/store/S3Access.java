package dev.windlass.activities.backup.store;

import dev.windlass.activities.grant.Secret;

/** What opens an S3 store. */
public record S3Access(String accessKey, Secret secretKey) {

  /** Without the keys. */
  @Override
  public String toString() {
    return "S3Access[REDACTED]";
  }
}
