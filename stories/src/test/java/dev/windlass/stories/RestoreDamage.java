package dev.windlass.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** What can be wrong with a backup when somebody needs it, done to one; and made good again. */
record RestoreDamage(BackupScene scene, String environment, String backup, Path folder) {
  enum Kind {
    WRONG_KEY,
    FIRST_GONE_OFFSITE_DAMAGED,
    MANIFEST_EDITED,
    CUT_SHORT,
    FIRST_GONE_OFFSITE_REFUSES;

    /** What people must read of it. */
    List<String> reasons() {
      return switch (this) {
        case WRONG_KEY -> List.of("sealed for another key");
        case FIRST_GONE_OFFSITE_DAMAGED ->
            List.of("sftp://vault@", "no whole backup", "s3://offsite/shop", "damaged");
        case MANIFEST_EDITED ->
            List.of("isn't the manifest that was written", "the catalogue says");
        case CUT_SHORT -> List.of("cut short");
        case FIRST_GONE_OFFSITE_REFUSES ->
            List.of("sftp://vault@", "no whole backup", "s3://offsite/shop", "doesn't let us");
      };
    }
  }

  /** Makes it good again. */
  interface Repair extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  private interface Change {
    byte[] of(byte[] content);
  }

  Repair done(Kind kind) throws Exception {
    Path near = scene.place(environment, backup);
    Path far = scene.offsite(environment, backup);
    return switch (kind) {
      case WRONG_KEY -> otherKey();
      case FIRST_GONE_OFFSITE_DAMAGED -> both(gone(near), changed(object(far), this::flipped));
      case MANIFEST_EDITED ->
          both(
              changed(near.resolve("manifest.json"), this::edited),
              changed(far.resolve("manifest.json"), this::edited));
      case CUT_SHORT -> both(changed(object(near), this::cut), changed(object(far), this::cut));
      case FIRST_GONE_OFFSITE_REFUSES -> both(gone(near), secret("s3-secret", "another"));
    };
  }

  private Repair otherKey() throws Exception {
    Path other = folder.resolve("other.key");
    Files.deleteIfExists(other);
    Shell.run("age-keygen", "--output", other.toString());
    return secret(BackupScene.IDENTITY, Files.readString(other));
  }

  private Repair secret(String name, String value) throws IOException {
    String before = scene.secret(name, value);
    return () -> scene.secret(name, before);
  }

  private static Repair gone(Path place) throws IOException {
    Path aside = place.resolveSibling("aside");
    Files.move(place, aside);
    return () -> Files.move(aside, place);
  }

  private static Repair changed(Path file, Change change) throws IOException {
    byte[] before = Files.readAllBytes(file);
    Files.write(file, change.of(before.clone()));
    return () -> Files.write(file, before);
  }

  private static Repair both(Repair one, Repair other) {
    Deque<Repair> repairs = new ArrayDeque<>(List.of(one, other));
    return () -> {
      while (!repairs.isEmpty()) {
        repairs.pop().close();
      }
    };
  }

  private static Path object(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(".age")).findFirst().orElseThrow();
    }
  }

  private byte[] flipped(byte[] content) {
    content[content.length / 2] ^= 1;
    return content;
  }

  private byte[] cut(byte[] content) {
    return Arrays.copyOf(content, content.length - 7);
  }

  private byte[] edited(byte[] content) {
    return new String(content, UTF_8)
        .replaceFirst("\"rows\" : [0-9]+", "\"rows\" : 7")
        .getBytes(UTF_8);
  }
}
