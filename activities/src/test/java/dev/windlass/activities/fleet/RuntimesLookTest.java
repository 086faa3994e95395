package dev.windlass.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.RuntimeVersion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimesLookTest {

  private static final Host HOST = new Host("web-1", 22, "deploy", List.of("web"), null);

  @ParameterizedTest
  @CsvSource({
    "8.2.7, 8.2, true",
    "8.10.0, 8.9, true",
    "8.2.7, 8.2.8, false",
    "8.2.7, 8, true",
    "7.4.33, 8, false",
    "20, 20.1, false",
    "21, 21.0, true",
    "1.8.0, 8, true",
    "1.8.0, 11, false",
    "'', 8, false",
  })
  void comparesVersionsPartByPart(String found, String wanted, boolean good) {
    List<RuntimeVersion> wants = List.of(new RuntimeVersion("java", wanted));

    assertThat(RuntimesLook.problems(HOST, wants, "java " + found + "\n").isEmpty())
        .isEqualTo(good);
  }
}
