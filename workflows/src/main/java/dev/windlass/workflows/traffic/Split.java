package dev.windlass.workflows.traffic;

import java.util.List;

/**
 * The pair of weights in force.
 *
 * @param weight share of traffic at the canary hosts, 0 to 100
 * @param canary names of the canary hosts; may be empty at weight 0
 * @param stable names of the hosts that carry the rest; may be empty at weight 100
 */
public record Split(int weight, List<String> canary, List<String> stable) {

  public Split {
    if (weight < 0 || weight > 100) {
      throw new IllegalArgumentException("weight " + weight + ", expected 0 to 100");
    }
    if (weight > 0 && canary.isEmpty()) {
      throw new IllegalArgumentException("weight " + weight + " without a canary host");
    }
    if (weight < 100 && stable.isEmpty()) {
      throw new IllegalArgumentException("weight " + weight + " without a stable host");
    }
    canary = List.copyOf(canary);
    stable = List.copyOf(stable);
  }

  /** All hosts stable: how traffic lies outside a ramp. */
  public static Split even(List<String> hosts) {
    return new Split(0, List.of(), hosts);
  }
}
