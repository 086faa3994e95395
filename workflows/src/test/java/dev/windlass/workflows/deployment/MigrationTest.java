package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationTest {

  @Test
  void saysWhatWasAppliedInWords() {
    assertThat(Migration.words(new MigrationReport("1", "3", List.of("2", "3"))))
        .isEqualTo("schema at 3, applied 2, 3");
    assertThat(Migration.words(new MigrationReport("3", "3", List.of())))
        .isEqualTo("schema at 3, nothing to apply");
    assertThat(Migration.words(new MigrationReport(null, null, List.of())))
        .isEqualTo("schema empty, nothing to apply");
  }
}
