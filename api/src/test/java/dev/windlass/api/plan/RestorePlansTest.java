package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.api.plan.RestorePlans.Known;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.restore.RestorePlan;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the file and the catalogue make of a wish to restore. */
class RestorePlansTest {

  private static final String NEAR = "file:///var/backups/shop";
  private static final String FAR = "sftp://backup@vault.shop.example/shop";
  private static final Known KNOWN =
      new Known("b-7", Instant.parse("2026-11-21T02:15:00Z"), "ab".repeat(32), List.of(FAR, NEAR));

  private static final String FILE =
      """
      application: shop
      preset: php
      release: {artifact: upload}
      environments:
        production:
          url: https://shop.example
          ssh: {user: deploy}
          reload: []
          hosts: {web: [web-1.shop.example]}
          database: {mariadb: "db-1:3307/shop", user: windlass, password: {secret: db}}
          backups:
            database: {tables: [orders], on: web-1.shop.example}
            stores: ["file:///var/backups/shop", "sftp://backup@vault.shop.example/shop"]
            encrypt: {recipient: age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq}
            restore:
              identity: {secret: backup-identity}
              server: uid-of-db-1
              targets:
                rehearsal: {database: {mariadb: db-2/shop_copy, user: windlass, password: {secret: db-2}}}
      """;

  @Test
  void theEnvironmentsOwnDatabaseIsSavedWholeBeforehand() {
    RestorePlan plan = plans().plan(KNOWN, null, List.of());

    assertThat(plan.target().isOwn()).isTrue();
    assertThat(plan.target().server()).isEqualTo("uid-of-db-1");
    assertThat(plan.target().database().port()).isEqualTo(3307);
    assertThat(plan.backup().stores()).extracting(StorePlace::address).containsExactly(NEAR, FAR);
    assertThat(plan.backup().identity()).isEqualTo("backup-identity");
    BackupPlan safety = Objects.requireNonNull(plan.safety());
    assertThat(safety.keep()).isNull();
    assertThat(safety.source())
        .isInstanceOfSatisfying(
            BackupSource.Data.class,
            data -> {
              assertThat(data.tables()).isEmpty();
              assertThat(data.database()).isEqualTo(plan.target().database());
              assertThat(data.on()).isEqualTo(plan.target().on()).isNotNull();
            });
  }

  @Test
  void aDeclaredTargetIsNotTheEnvironment() {
    RestorePlan plan = plans().plan(KNOWN, "rehearsal", List.of("orders"));

    assertThat(plan.target().isOwn()).isFalse();
    assertThat(plan.target().server()).isNull();
    assertThat(plan.target().on()).isNull();
    assertThat(plan.target().database())
        .isEqualTo(
            new Database(
                Database.Engine.MARIADB, "db-2", 3306, "shop_copy", "windlass", "db-2", null));
    assertThat(plan.tables()).containsExactly("orders");
    assertThat(plans().targets()).containsExactly("rehearsal");
  }

  @Test
  void theHashIsOfEverythingThatWasAgreedTo() {
    RestorePlan plan = plans().plan(KNOWN, null, List.of());

    assertThat(PlanHash.of(plans().plan(KNOWN, null, List.of()))).isEqualTo(PlanHash.of(plan));
    assertThat(PlanHash.of(plans().plan(KNOWN, null, List.of("orders"))))
        .isNotEqualTo(PlanHash.of(plan));
    assertThat(PlanHash.of(plans().plan(KNOWN, "rehearsal", List.of())))
        .isNotEqualTo(PlanHash.of(plan));
  }

  @Test
  void aBackupInNoDeclaredStoreIsRefused() {
    Known elsewhere = new Known("b-7", KNOWN.takenAt(), KNOWN.manifest(), List.of("file:///old"));

    assertThatThrownBy(() -> plans().plan(elsewhere, null, List.of()))
        .hasMessage(
            "b-7 is in file:///old; the file declares none of them under backups.stores,"
                + " or by another address");
  }

  private static RestorePlans plans() {
    return RestorePlans.of(SpecificationReader.read(FILE), "production").orElseThrow();
  }
}
