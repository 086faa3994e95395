package dev.windlass.workflows.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.backup.Manifest.Kind;
import dev.windlass.workflows.backup.Manifest.Origin;
import dev.windlass.workflows.backup.Manifest.StoredObject;
import dev.windlass.workflows.backup.Manifest.Table;
import dev.windlass.workflows.backup.Manifest.Thing;
import dev.windlass.workflows.backup.Manifest.ThingKind;
import dev.windlass.workflows.backup.Manifest.Timing;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

  private static final Path KEPT = Path.of("src/test/resources/backup/manifest.json");

  private static Manifest sample(Migrations.@Nullable Updates versionTable) {
    return new Manifest(
        1,
        "shop-production-20261121T200000Z-4f2c",
        "shop",
        "production",
        Kind.DATABASE,
        null,
        new Origin(
            Database.Engine.MARIADB,
            "10.11.19-MariaDB",
            "mariadb-dump",
            "10.19 Distrib 10.11.19-MariaDB",
            List.of("--single-transaction", "--routines")),
        "7.1",
        versionTable,
        Instant.parse("2026-11-21T20:00:00Z"),
        Instant.parse("2026-11-21T20:01:30Z"),
        List.of(new StoredObject("dump.sql.zst.age", 1000, 300, "ab".repeat(32))),
        List.of(
            new Table("orders", 2, "xxh3-128:" + "1".repeat(32)),
            new Table("an `odd` name", 0, "xxh3-128:" + "0".repeat(32))),
        List.of(new Thing(ThingKind.VIEW, "open_orders", "xxh3-128:" + "2".repeat(32))),
        List.of("age:0123456789abcdef"),
        List.of(new Timing("dump", Duration.ofSeconds(80))),
        List.of());
  }

  @Test
  void standsInTheStoreAsItAlwaysDid() throws IOException {
    if (Boolean.getBoolean("windlass.record")) {
      Files.createDirectories(KEPT.getParent());
      Files.writeString(KEPT, sample(null).text());
    }

    String kept = Files.readString(KEPT);
    assertThat(sample(null).text()).isEqualTo(kept);
    String newer = kept.replaceFirst("\\{", "{\"addedTomorrow\": 1,");
    assertThat(Manifest.parse(newer)).isEqualTo(sample(null));
  }

  @Test
  void saysWhereTheSchemaSaysItsVersion() {
    Migrations.Updates versions = new Migrations.Updates("schema_version", "version");

    assertThat(Manifest.parse(sample(versions).text()).versionTable()).isEqualTo(versions);
    assertThat(sample(null).text()).doesNotContain("versionTable");
  }

  @Test
  void saysOfAReplicaOnlyWhereOneWasRead() {
    String ofReplica =
        sample(null)
            .text()
            .replace("\"--routines\" ]", "\"--routines\" ],\n    \"replica\" : true");

    assertThat(sample(null).text()).doesNotContain("replica");
    assertThat(Manifest.parse(ofReplica).origin().replica()).isTrue();
    assertThat(Manifest.parse(ofReplica).text()).isEqualTo(ofReplica);
  }

  @Test
  void saysWhatIsNotInItAsItWas() {
    String text =
        sample(null)
            .text()
            .replace(
                "\n  } ]\n}", "\n  } ],\n  \"passedOver\" : [ \"run.sock: socket ignored\" ]\n}");

    assertThat(sample(null).text()).doesNotContain("passedOver");
    assertThat(Manifest.parse(text).passedOver()).containsExactly("run.sock: socket ignored");
    assertThat(Manifest.parse(text).text()).isEqualTo(text);
  }

  @Test
  void refusesTheFormatOfALaterVersion() {
    String later = sample(null).text().replace("\"format\" : 1", "\"format\" : 2");

    assertThatThrownBy(() -> Manifest.parse(later))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("format 2, this Windlass reads 1 to 1; use a later Windlass");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "null"})
  void saysThatATextIsNoManifest(String text) {
    assertThatThrownBy(() -> Manifest.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the manifest of a backup");
  }
}
