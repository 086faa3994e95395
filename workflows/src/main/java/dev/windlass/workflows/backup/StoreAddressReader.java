package dev.windlass.workflows.backup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes the text of a store's address apart. What might be a secret is never repeated in an error.
 */
final class StoreAddressReader {

  private static final String EXPECTED =
      "file:///abs/path, sftp://user@host[:port]/abs/path or s3://bucket/prefix[?endpoint=…&region=…]";
  private static final List<String> OPTIONS = List.of("endpoint", "region");

  private final String text;

  StoreAddressReader(String text) {
    this.text = text;
  }

  StoreAddress read() {
    int colon = text.indexOf("://");
    String kind = colon < 0 ? "" : text.substring(0, colon);
    String rest = colon < 0 ? text : text.substring(colon + 3);
    return switch (kind) {
      case "file" -> directory(rest);
      case "sftp" -> sftp(rest);
      case "s3" -> s3(rest);
      default -> throw refused("is of no known kind; expected " + EXPECTED);
    };
  }

  private StoreAddress directory(String rest) {
    if (!rest.startsWith("/")) {
      throw refused("has no absolute path; expected file:///abs/path with three slashes");
    }
    return new StoreAddress.Directory(withoutSlash(rest));
  }

  private StoreAddress sftp(String rest) {
    int slash = rest.indexOf('/');
    String place = slash < 0 ? rest : rest.substring(0, slash);
    int at = place.lastIndexOf('@');
    if (place.substring(0, Math.max(0, at)).indexOf(':') >= 0 || rest.lastIndexOf('@') > at) {
      throw secret("a password", "the SSH key that its grant names opens it");
    }
    if (at < 0 || slash < 0) {
      throw refused("is incomplete; expected sftp://user@host[:port]/abs/path");
    }
    String user = place.substring(0, at);
    String host = place.substring(at + 1);
    int port = StoreAddress.Sftp.USUAL_PORT;
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      port = port(host.substring(colon + 1));
      host = host.substring(0, colon);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw refused("has an address of IPv6 without brackets; expected sftp://user@[::1]/abs/path");
    }
    return new StoreAddress.Sftp(user, host, port, withoutSlash(rest.substring(slash)));
  }

  private int port(String digits) {
    if (!digits.matches("[0-9]{1,5}")) {
      throw refused("has no port after its colon; expected 1 to 65535");
    }
    return Integer.parseInt(digits);
  }

  private StoreAddress s3(String rest) {
    if (rest.indexOf('@') >= 0) {
      throw secret("an access key", "the keys that its grant names open it");
    }
    int question = rest.indexOf('?');
    String place = question < 0 ? rest : rest.substring(0, question);
    Map<String, String> options =
        question < 0 ? new LinkedHashMap<>() : options(rest.substring(question + 1));
    int slash = place.indexOf('/');
    String bucket = slash < 0 ? place : place.substring(0, slash);
    String prefix = slash < 0 ? "" : withoutSlash(place.substring(slash)).substring(1);
    return new StoreAddress.S3(
        bucket, prefix, endpoint(options.get("endpoint")), options.get("region"));
  }

  private static @Nullable String endpoint(@Nullable String given) {
    return given == null ? null : withoutSlash(given);
  }

  private SequencedMap<String, String> options(String query) {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    for (String option : query.split("&", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (equals < 0 || !OPTIONS.contains(name)) {
        throw refused(
            "has an option that is not one of %s; what opens a store stands in the grants"
                .formatted(String.join(", ", OPTIONS)));
      }
      if (options.put(name, option.substring(equals + 1)) != null) {
        throw refused("has " + name + " twice");
      }
    }
    return options;
  }

  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private IllegalArgumentException secret(String what, String instead) {
    return refused(
        "has an @ as before %s is allowed nowhere; an address holds no secret: %s"
            .formatted(what, instead));
  }

  private IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("store address " + shown() + " " + what);
  }

  /** Without what stands where people put passwords and keys. */
  private String shown() {
    return text.replaceFirst("//.*@", "//…@").replaceFirst("\\?.*", "?…");
  }
}
