package dev.windlass.workflows.gate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A one-time code with which a plain signal proves who sent it: the API shows it to somebody with
 * the role and tells the run its digest only, so that no history holds a code before it is used.
 */
public final class GateCode {

  private GateCode() {}

  /** Lower-case hex SHA-256 of the code as people type it: case and blanks do not matter. */
  public static String digest(String code) {
    String plain = code.strip().toUpperCase(Locale.ROOT).replace(" ", "").replace("-", "");
    try {
      byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
