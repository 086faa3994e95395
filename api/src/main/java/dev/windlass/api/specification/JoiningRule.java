package dev.windlass.api.specification;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalInt;

/**
 * How many canaries a weight needs so that no host carries more than {@code maxLoad} times its
 * usual share. In integers, by cross-multiplication: 2 of 8 hosts at 50 % carry twice their share,
 * not "about" twice.
 */
public final class JoiningRule {

  private static final int UNIT = 1000;

  private final long hosts;
  private final long maxLoad;

  /**
   * @param hosts how many web hosts there are, at least 1
   * @param maxLoad at most three decimals, at least 1
   */
  public JoiningRule(int hosts, BigDecimal maxLoad) {
    this.hosts = hosts;
    this.maxLoad = maxLoad.movePointRight(3).setScale(0, RoundingMode.DOWN).longValueExact();
  }

  /**
   * The least number of canaries for this weight, not below those there are; all at 100. Empty when
   * that would leave no host for the rest of the traffic.
   */
  public OptionalInt canaries(int weight, int present) {
    if (weight == 100) {
      return OptionalInt.of((int) hosts);
    }
    // weight / c <= maxLoad * 100 / (hosts * UNIT)
    long least = ceilingOf(weight * hosts * UNIT, maxLoad * 100);
    long canaries = Math.max(least, present);
    return canaries < hosts ? OptionalInt.of((int) canaries) : OptionalInt.empty();
  }

  /** Whether the hosts that are no canaries can carry the rest of the traffic. */
  boolean stableCarries(int weight, int canaries) {
    return canaries == hosts || (100 - weight) * hosts * UNIT <= maxLoad * 100 * (hosts - canaries);
  }

  /** The load of each host that is no canary, as a multiple of its usual share, rounded up. */
  BigDecimal stableLoad(int weight, int canaries) {
    return BigDecimal.valueOf((100 - weight) * hosts)
        .divide(BigDecimal.valueOf(100 * (hosts - canaries)), 2, RoundingMode.UP)
        .stripTrailingZeros();
  }

  private static long ceilingOf(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
