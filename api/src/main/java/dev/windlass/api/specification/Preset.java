package dev.windlass.api.specification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What fills in the keys that a file leaves out; each is a file of shared keys itself. */
public enum Preset {
  LARAVEL,
  SYMFONY,
  PHP,
  STATIC;

  /** The YAML of the preset, for people and for the reader. */
  public String text() {
    String name = "/presets/" + this + ".yaml";
    try (InputStream yaml = Preset.class.getResourceAsStream(name)) {
      if (yaml == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** As the file names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
