package dev.windlass.stories;

import dev.windlass.sandbox.ssh.CutCable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lines of their own to every server of the machine that a scene's file names, for what is slow.
 */
final class SlowLines implements AutoCloseable {
  private static final Pattern SERVER = Pattern.compile("127\\.0\\.0\\.1:([0-9]+)");

  private final Map<String, CutCable> cables = new LinkedHashMap<>();

  private SlowLines() {}

  /** The file names the lines from now on. */
  static SlowLines laid(BackupScene scene) throws IOException {
    SlowLines lines = new SlowLines();
    scene.edit(text -> SERVER.matcher(text).replaceAll(found -> lines.to(found.group(1))));
    return lines;
  }

  private String to(String port) {
    return "127.0.0.1:" + cables.computeIfAbsent(port, SlowLines::cable).port();
  }

  private static CutCable cable(String port) {
    try {
      return CutCable.to("127.0.0.1", Integer.parseInt(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on each piece of at most 4 KiB takes so long, whichever way it goes. */
  void slow(Duration each) {
    cables.values().forEach(cable -> cable.slow(each));
  }

  @Override
  public void close() throws IOException {
    for (CutCable cable : cables.values()) {
      cable.close();
    }
  }
}
