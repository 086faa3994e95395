package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.engine.Engine;
import dev.windlass.cli.engine.RemoteEngine;
import dev.windlass.sandbox.Programs;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.TemporalServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The set-up jobs of docker-compose.yml do what the other services need. */
class ComposeStory {
  @TempDir Path directory;

  @Test
  void theNamespaceJobSetsUpWhatWindlassAsksForAndMayRunAgain() throws Exception {
    RealParts.require("temporal");
    try (TemporalServer bare = TemporalServer.throwAway(List.of())) {
      for (int run = 1; run <= 2; run++) {
        runJob("temporal-namespace", bare.target());
        try (Engine engine = RemoteEngine.at(bare.target(), "windlass")) {
          assertThat(engine.namespace()).isEqualTo("windlass");
        }
      }
    }
  }

  private void runJob(String name, String target) throws Exception {
    Path log = directory.resolve(name + ".log");
    ProcessBuilder job =
        new ProcessBuilder("sh", "-c", script(name))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Path temporal = Programs.find("temporal").orElseThrow().getParent();
    job.environment().merge("PATH", temporal + ":", (path, more) -> more + path);
    job.environment().put("TEMPORAL_ADDRESS", target);
    job.environment().put("TEMPORAL_NAMESPACE", "windlass");
    assertThat(job.start().waitFor()).as(() -> read(log)).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The text of one of the file's configs, as the container gets it. */
  private static String script(String name) throws IOException {
    Path file = Path.of("..", "docker-compose.yml");
    try (InputStream text = Files.newInputStream(file)) {
      Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      Object content = under(under(under(document, "configs"), name), "content");
      return content.toString().replace("$$", "$");
    }
  }

  private static Object under(Object map, String key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }
}
