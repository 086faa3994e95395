package dev.windlass.workflows.deployment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to a run: one small JSON argument that makes sense with as little typing as
 * possible. From the Temporal UI it may be empty, a bare text ({@code "go"}: the gate, the host or
 * the reason, by the signal), or an object with any of these fields.
 *
 * @param subject gate of approve and reject, host of retry and skip; null for the only one there is
 * @param reason why, for the record
 * @param by who says so; from the API it is proven, from the Temporal UI it is not
 * @param code one-time code of a gate that asks for it
 * @param deployment id that is meant; null for the running one
 * @param planHash the plan that was looked at, or null
 * @param evidence number of the evidence that was looked at, or null
 * @param verified set by the API alone: {@code by} is proven and has the role
 */
public record Instruction(
    @Nullable String subject,
    @Nullable String reason,
    @Nullable String by,
    @Nullable String code,
    @Nullable String deployment,
    @Nullable String planHash,
    @Nullable Integer evidence,
    boolean verified) {

  public static final Instruction EMPTY =
      new Instruction(null, null, null, null, null, null, null, false);

  /** Reads a bare text, an object, or nothing. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Instruction of(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return EMPTY;
    }
    if (node.isTextual()) {
      String text = node.textValue().strip();
      return new Instruction(
          text.isEmpty() ? null : text, null, null, null, null, null, null, false);
    }
    return new Instruction(
        first(node, "subject", "gate", "host"),
        first(node, "reason"),
        first(node, "by"),
        first(node, "code"),
        first(node, "deployment"),
        first(node, "planHash"),
        node.hasNonNull("evidence") ? node.get("evidence").asInt() : null,
        node.path("verified").asBoolean(false));
  }

  /** The same words, of somebody who has not shown who they are, whatever they claim. */
  public Instruction unverified() {
    return new Instruction(subject, reason, by, code, deployment, planHash, evidence, false);
  }

  /** The same words, of the person whom a one-time code has proven; the code is used up. */
  Instruction provenBy(String person) {
    return new Instruction(subject, reason, person, null, deployment, planHash, evidence, true);
  }

  /** For words without a subject: a bare text was the reason. */
  public Instruction withTextAsReason() {
    return reason != null
        ? this
        : new Instruction(null, subject, by, code, deployment, planHash, evidence, verified);
  }

  private static @Nullable String first(JsonNode node, String... names) {
    for (String name : names) {
      if (node.hasNonNull(name)) {
        return node.get(name).asText();
      }
    }
    return null;
  }
}
