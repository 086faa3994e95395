package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.Programs;
import dev.windlass.sandbox.RealParts;
import dev.windlass.stories.Markdown.Block;
import dev.windlass.stories.Terminal.Command;
import dev.windlass.stories.Terminal.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever types what docs/guide.md and docs/api.md say gets what they say. */
class GuideStory {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String WHEN = "# when the other terminal says: ";
  private static final String STAYS = "windlass up";

  @TempDir Path folder;
  private @Nullable Running other;

  @Test
  void everyCommandOfTheGuideDoesWhatTheGuideSays() throws Exception {
    RealParts.require("nginx", "ssh", "ssh-keyscan", "unshare", "temporal", "curl");
    Path work = Files.createDirectories(folder.resolve("work"));
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    try (GuideHosts hosts =
            GuideHosts.start(folder.resolve("fleet"), folder.resolve("home/.ssh/id_ed25519"));
        Terminal terminal = Terminal.open(work, scratch, hosts.names(), environment())) {
      for (Block block : Markdown.blocks(ROOT.resolve("docs/guide.md"))) {
        follow(block, work, hosts, terminal);
      }
      for (Block block : Markdown.blocks(ROOT.resolve("docs/api.md"))) {
        if (block.language().equals("sh")) {
          type(block, "api.md", terminal);
        }
      }
    }
  }

  private Map<String, String> environment() {
    Path temporal = Programs.find("temporal").orElseThrow().toAbsolutePath();
    return Map.of(
        "HOME", folder.resolve("home").toString(),
        "XDG_CONFIG_HOME", folder.resolve("home/.config").toString(),
        "XDG_DATA_HOME", folder.resolve("home/.local/share").toString(),
        "JAVA_HOME", System.getProperty("java.home"),
        "PATH",
            String.join(
                ":",
                ROOT.resolve("bin").toString(),
                temporal.resolveSibling(".").normalize().toString(),
                System.getenv("PATH")));
  }

  private void follow(Block block, Path work, GuideHosts hosts, Terminal terminal)
      throws Exception {
    switch (block.language() + " " + block.note()) {
      case "yaml windlass.yaml" -> Files.write(work.resolve("windlass.yaml"), block.text());
      case "yaml at the end of windlass.yaml" ->
          Files.write(work.resolve("windlass.yaml"), block.text(), StandardOpenOption.APPEND);
      case "sh in another terminal" -> {
        assertThat(block.text()).as("line " + block.line()).hasSize(1);
        other = terminal.begin(command(block, 0, "guide.md"));
      }
      case "sh on every web host, as root" -> {
        for (String host : hosts.web()) {
          hosts.run(host, block.text());
        }
      }
      case "sh " -> type(block, "guide.md", terminal);
      case "yaml ", " " -> {
        // An excerpt or what the page says isn't run.
      }
      default -> onHost(block, hosts);
    }
  }

  private void onHost(Block block, GuideHosts hosts) throws Exception {
    assertThat(block.note()).as("line " + block.line()).matches("on [^ ]+, as root");
    hosts.run(block.note().replaceFirst("on ([^ ]+), as root", "$1"), awaited(block));
    awaitOther();
  }

  private void type(Block block, String page, Terminal terminal) throws Exception {
    awaited(block);
    for (int i = 0; i < block.text().size(); i++) {
      if (!block.text().get(i).startsWith("#")) {
        terminal.run(command(block, i, page));
      }
    }
    awaitOther();
  }

  /** Waits as the first line says; the lines behind it. */
  private List<String> awaited(Block block) throws Exception {
    String first = block.text().getFirst();
    if (!first.startsWith(WHEN)) {
      return block.text();
    }
    assertThat(other).as("line " + block.line() + " waits for another terminal").isNotNull();
    if (other != null) {
      other.awaitSaid(first.substring(WHEN.length()));
    }
    return new ArrayList<>(block.text().subList(1, block.text().size()));
  }

  private void awaitOther() throws Exception {
    if (other != null && !other.command().text().equals(STAYS)) {
      other.awaitEnd();
      other = null;
    }
  }

  private static Command command(Block block, int index, String page) throws IOException {
    return new Command(block.text().get(index), "docs/" + page + ":" + (block.line() + index));
  }
}
