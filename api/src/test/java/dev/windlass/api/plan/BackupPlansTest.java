package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.backup.BackupSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackupPlansTest {

  @Test
  void aReplicaIsReadInPlaceOfTheDatabaseByTheSameLogin() {
    BackupSource.Data data =
        (BackupSource.Data)
            new BackupPlans(PlanFixture.example(), "testing").database().orElseThrow().source();

    assertThat(data.replica())
        .isEqualTo(new BackupSource.Replica("db-2.shop.internal", 3306, Duration.ofMinutes(5)));
    assertThat(data.read().host()).isEqualTo("db-2.shop.internal");
    assertThat(data.read().name()).isEqualTo(data.database().name());
    assertThat(data.read().password()).isEqualTo(data.database().password());
    assertThat(data.database().host()).isNotEqualTo(data.read().host());
  }
}
