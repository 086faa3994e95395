package dev.windlass.api.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.windlass.api.specification.shape.KnownKeys;
import dev.windlass.api.specification.shape.Reference;
import dev.windlass.api.specification.shape.Shapes;
import dev.windlass.api.specification.source.Problems;
import dev.windlass.api.specification.source.YamlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Schema, reference and example say what the reader does. Run with {@code -Dwindlass.rewrite=true}
 * to write schema and reference anew.
 */
class SpecificationDocumentsTest {

  private static final Path DOCS = Path.of("../docs");

  private static final String HEAD =
      """
      # The file

      Written by `SpecificationDocumentsTest` (with `-Dwindlass.rewrite=true`) from the same records
      that read the file; change those.
      A commented file with every key: [windlass.example.yaml](windlass.example.yaml).
      For editors: `# yaml-language-server: $schema=…/schema/v1.json` in the first line.

      YAML 1.2 (`on` and `off` are text). An environment's key replaces the shared one above it, but
      `layout`, `build`, `env`, `workers`, `checks` and `gates` merge by name, key by key, and so do `migrations` that
      do not say what migrates (`command`, `flyway` or `updates`). Keys that begin with `x-` at the
      top are ignored. Everything else that is not listed here is an error, and all errors come at
      once, each with line and column.

      """;

  @Test
  void publishesTheSchemaThatTheRecordsMean() throws IOException {
    assertUpToDate("schema/v1.json", SpecificationSchema.text());
  }

  @Test
  void publishesTheReferenceThatTheRecordsMean() throws IOException {
    Reference reference = new Reference();
    reference.section("The file's own keys", Shapes.fields(Specification.class));
    StringBuilder presets = new StringBuilder();
    for (Preset preset : Preset.values()) {
      presets.append("\n## preset: %s\n\n```yaml\n%s```\n".formatted(preset, preset.text()));
    }

    assertUpToDate("file.md", HEAD + reference.text() + presets);
  }

  @Test
  void acceptsTheExampleByTheSchema() throws IOException {
    assertThat(schema().validate(SpecificationReaderTest.example(), InputFormat.YAML)).isEmpty();
  }

  @Test
  void acceptsMigrationsByTheSchemaThatLeaveTheirWayToThePreset() {
    String file =
        """
        application: shop
        preset: laravel
        environments:
          production:
            migrations: {down: php artisan migrate:rollback --step=1, allow: expand}
        """;

    assertThat(schema().validate(file, InputFormat.YAML)).isEmpty();
    assertThat(schema().validate(file.replace("allow:", "alow:"), InputFormat.YAML)).isNotEmpty();
  }

  @Test
  void refusesUnknownKeysByTheSchema() throws IOException {
    String wrong = SpecificationReaderTest.example().replace("fourEyes:", "fourEye:");

    assertThat(schema().validate(wrong, InputFormat.YAML))
        .anySatisfy(error -> assertThat(error.toString()).contains("fourEye"));
  }

  @Test
  void showsEveryKnownKeyInTheExample() throws IOException {
    var example = YamlSource.read(SpecificationReaderTest.example(), new Problems());
    Set<String> used = KnownKeys.usedIn(Shapes.fields(Specification.class), example);
    used.addAll(KnownKeys.usedIn(Shapes.fields(Environment.class), example));

    Set<String> missing = KnownKeys.declaredIn(Shapes.fields(Specification.class));
    missing.removeAll(used);

    assertThat(missing).isEmpty();
  }

  private static Schema schema() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(SpecificationSchema.text(), InputFormat.JSON);
  }

  private static void assertUpToDate(String file, String text) throws IOException {
    Path path = DOCS.resolve(file);
    if (Boolean.getBoolean("windlass.rewrite")) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    }
    assertThat(path).content().isEqualTo(text);
  }
}
