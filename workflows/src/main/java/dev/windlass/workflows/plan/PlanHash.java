package dev.windlass.workflows.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.windlass.workflows.contract.WindlassJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of the canonical JSON of a plan, of any kind: an approval is bound to it. */
public final class PlanHash {

  private PlanHash() {}

  /** Lower-case hex, 64 characters. */
  public static String of(Record plan) {
    try {
      byte[] json =
          WindlassJson.canonical().writeValueAsString(plan).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("a plan is always JSON", impossible);
    }
  }

  /** The first six characters, for people. */
  public static String brief(String hash) {
    return hash.substring(0, Math.min(6, hash.length()));
  }
}
