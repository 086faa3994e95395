package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import org.jspecify.annotations.Nullable;

/** A place that keeps backups. */
public sealed interface BackupStore {

  /** Its address. */
  String address();

  /** A directory, or an SFTP host that takes the environment's own key. */
  @Bare
  record Plain(@Matches(Syntax.STORE) String address) implements BackupStore {}

  /** An SFTP host with a key of its own. */
  record Sftp(
      @Key("Address, as sftp://user@host/path.") @Matches(Syntax.STORE) String sftp,
      @Key("Name of an SSH key that the Windlass worker grants.") @Matches(Syntax.SECRET)
          @Nullable String key)
      implements BackupStore {
    @Override
    public String address() {
      return sftp;
    }
  }

  /** A bucket of an S3-compatible service. */
  record S3(
      @Key("Address, as s3://bucket/prefix, with ?endpoint=https://host where it is not AWS.")
          @Matches(Syntax.STORE)
          String s3,
      @Key("Its access key.") SecretName accessKey,
      @Key("The secret key that belongs to it.") SecretName secretKey)
      implements BackupStore {
    @Override
    public String address() {
      return s3;
    }
  }
}
