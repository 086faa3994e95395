package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.plan.Migrations;
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
    assertThat(data.versions()).isNull();
  }

  @Test
  void theVersionThatUpdateScriptsWriteIsReadWhereTheFileSays() {
    Specification file =
        SpecificationReader.read(
            """
            application: shop
            preset: php
            release: {artifact: upload}
            reload: []
            ssh: {user: deploy}
            environments:
              production:
                url: https://shop.example
                hosts: {web: [web-1]}
                database: {postgresql: db-1/shop, user: shop}
                migrations: {updates: {directory: db, table: state, column: at}}
                backups: {database: {}, stores: ["file:///var/backups"]}
            """);

    assertThat(new BackupPlans(file, "production").database().orElseThrow().source())
        .isInstanceOfSatisfying(
            BackupSource.Data.class,
            data -> assertThat(data.versions()).isEqualTo(new Migrations.Updates("state", "at")));
  }
}
