package dev.windlass.workflows.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowInterface;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of every record that any workflow or activity takes, gives or holds, with every field
 * filled. A new record needs a sample: run with {@code -Dwindlass.record=true}, and look at the
 * difference: only optional fields may be added.
 */
class WireShapeTest {

  private static final Path FOLDER = Path.of("src/test/resources/contract/shape");

  private static List<Class<?>> interfaces() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.windlass.workflows")
            .stream()
            .filter(type ->
                type.isAnnotatedWith(WorkflowInterface.class)
                    || type.isAnnotatedWith(ActivityInterface.class))
            .sorted(Comparator.comparing(JavaClass::getName))
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }

  static Stream<Class<?>> records() {
    SequencedSet<Class<?>> found = new LinkedHashSet<>();
    for (Class<?> type : interfaces()) {
      for (Method method : type.getMethods()) {
        WireSample.reach(method.getGenericReturnType(), found);
        Arrays.stream(method.getGenericParameterTypes())
            .forEach(one -> WireSample.reach(one, found));
      }
    }
    return found.stream().sorted(Comparator.comparing(WireShapeTest::name));
  }

  private static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  @ParameterizedTest
  @MethodSource("records")
  void hasTheShapeThatItAlwaysHad(Class<?> type) throws IOException {
    Object sample = WireSample.of(type);
    String now =
        WindlassJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(sample) + "\n";
    Path file = FOLDER.resolve(name(type) + ".json");
    if (Boolean.getBoolean("windlass.record")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, now);
    }

    assertThat(file).as("a sample of " + type).exists();
    assertThat(now).isEqualTo(Files.readString(file));
    Object read = WindlassJson.mapper().readValue(now, type);
    assertThat(read).isEqualTo(sample);
  }

  @Test
  void everyKeptSampleIsOfARecordThatIsStillThere() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(records().map(WireShapeTest::name).toList());
    }
  }
}
