package dev.windlass.api.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoiningRuleTest {

  @ParameterizedTest(name = "{0} hosts, maxLoad {1}, {2} %, {3} present: {4}")
  @CsvSource({
    "8,  1.3,   10,  2, 2",
    "8,  1.3,   50,  2, 4",
    "8,  1.0,   50,  2, 4",
    "8,  2,     50,  2, 2",
    "8,  1.999, 50,  2, 3",
    "8,  1.3,   100, 4, 8",
    "3,  1,     34,  1, 2",
    "3,  1,     33,  1, 1",
    "10, 1.5,   1,   1, 1",
    "1,  1,     100, 1, 1",
  })
  void asksForTheFewestCanariesThatCarryTheWeight(
      int hosts, BigDecimal maxLoad, int weight, int present, int needed) {
    assertThat(new JoiningRule(hosts, maxLoad).canaries(weight, present)).hasValue(needed);
  }

  @ParameterizedTest(name = "{0} hosts, maxLoad {1}, {2} %, {3} present")
  @CsvSource({"2, 1, 90, 1", "1, 5, 50, 1", "4, 1, 80, 1"})
  void findsNoneWhereNoHostWouldBeLeftForTheRest(
      int hosts, BigDecimal maxLoad, int weight, int present) {
    assertThat(new JoiningRule(hosts, maxLoad).canaries(weight, present)).isEmpty();
  }

  @ParameterizedTest(name = "{0} hosts, maxLoad {1}, {2} %, {3} canaries: {4}")
  @CsvSource({
    "2, 1.5, 10, 1, false",
    "2, 1.8, 10, 1, true",
    "8, 1.3, 10, 2, true",
    "4, 1, 25, 1, true"
  })
  void looksAtTheHostsThatCarryTheRestToo(
      int hosts, BigDecimal maxLoad, int weight, int canaries, boolean carries) {
    assertThat(new JoiningRule(hosts, maxLoad).stableCarries(weight, canaries)).isEqualTo(carries);
  }

  @Test
  void neverOverloadsAHostAndNeverTakesOneMoreThanNeeded() {
    Random random = new Random(20261121);
    for (int i = 0; i < 100_000; i++) {
      int hosts = 1 + random.nextInt(1000);
      long load = 1000L + random.nextInt(4000);
      int weight = 1 + random.nextInt(100);
      int present = 1 + random.nextInt(hosts);
      OptionalInt needed =
          new JoiningRule(hosts, BigDecimal.valueOf(load, 3)).canaries(weight, present);
      String when = "%d hosts, %d, %d %%, %d present".formatted(hosts, load, weight, present);
      if (needed.isEmpty()) {
        assertThat(carries(weight, hosts, load, hosts - 1) && present < hosts).as(when).isFalse();
        continue;
      }
      int canaries = needed.getAsInt();
      assertThat(canaries).as(when).isBetween(present, hosts);
      assertThat(carries(weight, hosts, load, canaries)).as(when).isTrue();
      if (canaries > present && weight < 100) {
        assertThat(carries(weight, hosts, load, canaries - 1)).as(when).isFalse();
      }
    }
  }

  /** Weight / canaries is at most load / 1000 times 100 / hosts. */
  private static boolean carries(long weight, long hosts, long load, long canaries) {
    return weight * hosts * 1000 <= load * 100 * canaries;
  }
}
