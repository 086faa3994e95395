package dev.windlass.workflows.backup;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where backups are kept. An address holds no secret: it names the place, and the grants of the
 * Windlass worker say with which key it is entered. Constructors and {@link #parse} throw {@link
 * IllegalArgumentException}, whose message says what was found and what is expected.
 */
public sealed interface StoreAddress {

  /** The address as {@link #parse} reads it. */
  String text();

  /**
   * Reads {@code file:///abs/path}, {@code sftp://user@host[:port]/abs/path} or {@code
   * s3://bucket[/prefix][?endpoint=https://host[:port]&region=name]}.
   */
  static StoreAddress parse(String text) {
    return new StoreAddressReader(text).read();
  }

  /**
   * A directory of the machine on which the Windlass worker runs, or mounted there.
   *
   * @param path absolute, without a slash at its end
   */
  record Directory(String path) implements StoreAddress {

    public Directory {
      StorePath.requireAbsolute(path);
      if (path.equals("/")) {
        throw new IllegalArgumentException(
            "store path /: the root of the file system, expected a directory for backups alone");
      }
    }

    @Override
    public String text() {
      return "file://" + path;
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * A directory of a host that offers SFTP.
   *
   * @param user login
   * @param host name or IP address; one of IPv6 without brackets
   * @param port of sshd
   * @param path absolute as that login sees it; {@code /} where it is shut in there
   */
  record Sftp(String user, String host, int port, String path) implements StoreAddress {

    static final int USUAL_PORT = 22;
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]*");
    private static final Pattern HOST =
        Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    public Sftp {
      StorePath.require(USER, user, "login of a store", "letters, digits, . _ -");
      StorePath.require(HOST, host, "host of a store", "a host name or an IP address");
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("port " + port + " of a store, expected 1 to 65535");
      }
      StorePath.requireAbsolute(path);
    }

    @Override
    public String text() {
      String place = host.indexOf(':') < 0 ? host : "[" + host + "]";
      return "sftp://" + user + "@" + place + (port == USUAL_PORT ? "" : ":" + port) + path;
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * A bucket of an S3-compatible service.
   *
   * @param bucket its name, by the rules that AWS has for names of buckets
   * @param prefix what all keys begin with, without slashes at its ends; may be empty
   * @param endpoint {@code https://host[:port]} of the service; null means AWS's own
   * @param region null means the service's usual one
   */
  record S3(String bucket, String prefix, @Nullable String endpoint, @Nullable String region)
      implements StoreAddress {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ENDPOINT =
        Pattern.compile("https?://([A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]*");

    public S3 {
      StorePath.require(
          BUCKET, bucket, "bucket of a store", "3 to 63 lower-case letters, digits, . -");
      if (!prefix.isEmpty()) {
        StorePath.requireAbsolute("/" + prefix);
      }
      if (endpoint != null) {
        StorePath.require(
            ENDPOINT, endpoint, "endpoint of a store", "https://host or https://host:port");
      }
      if (region != null) {
        StorePath.require(REGION, region, "region of a store", "a name such as eu-central-1");
      }
    }

    @Override
    public String text() {
      StringBuilder text = new StringBuilder("s3://").append(bucket);
      if (!prefix.isEmpty()) {
        text.append('/').append(prefix);
      }
      if (endpoint != null) {
        text.append("?endpoint=").append(endpoint);
      }
      if (region != null) {
        text.append(endpoint == null ? '?' : '&').append("region=").append(region);
      }
      return text.toString();
    }

    @Override
    public String toString() {
      return text();
    }
  }
}
