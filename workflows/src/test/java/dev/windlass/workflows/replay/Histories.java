package dev.windlass.workflows.replay;

import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Recorded runs, kept for ever; rewritten by {@code -Dwindlass.record=true}. */
final class Histories {

  private static final Path FOLDER = Path.of("src/test/resources/histories");

  private Histories() {}

  static boolean isRecording() {
    return Boolean.getBoolean("windlass.record");
  }

  static void write(String name, WorkflowExecutionHistory history) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(name + ".json"), history.toJson(true));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static List<Path> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static WorkflowExecutionHistory read(Path file) {
    try {
      return WorkflowExecutionHistory.fromJson(Files.readString(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
