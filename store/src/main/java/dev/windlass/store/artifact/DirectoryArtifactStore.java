package dev.windlass.store.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts in a directory, one file each, named by digest. A file under its final name is whole
 * and on disk; what a crash leaves has another name.
 */
public final class DirectoryArtifactStore {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private final Path directory;

  /** Makes the directory when it is not there. */
  public DirectoryArtifactStore(Path directory) {
    this.directory = directory.toAbsolutePath();
    try {
      Files.createDirectories(this.directory);
    } catch (IOException e) {
      throw new UncheckedIOException("artifact directory " + directory, e);
    }
  }

  public Path directory() {
    return directory;
  }

  /**
   * Keeps what the stream holds, to its end; what is there already is kept as it is.
   *
   * @param expected digest that was announced, or null
   * @throws WrongDigestException when the content has another
   */
  public StoredArtifact put(InputStream content, @Nullable String expected) throws IOException {
    Path arriving = directory.resolve("arriving-" + UUID.randomUUID());
    try {
      StoredArtifact artifact = receive(content, arriving);
      if (expected != null && !expected.equals(artifact.digest())) {
        throw new WrongDigestException(expected, artifact.digest());
      }
      Files.move(arriving, path(artifact.digest()), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel names = FileChannel.open(directory)) {
        names.force(true);
      }
      return artifact;
    } finally {
      Files.deleteIfExists(arriving);
    }
  }

  /** The file with this content, if it is here. It must be neither changed nor removed. */
  public Optional<Path> find(String digest) {
    Path file = path(digest);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Digest and size of what is here. */
  public Optional<StoredArtifact> describe(String digest) {
    return find(digest)
        .map(file -> {
          try {
            return new StoredArtifact(digest, Files.size(file));
          } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
          }
        });
  }

  private static StoredArtifact receive(InputStream content, Path file) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
      long bytes = content.transferTo(out);
      channel.force(true);
      return new StoredArtifact(Digests.hex(digest), bytes);
    }
  }

  private Path path(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "artifact digest is not a SHA-256 in lower-case hex, 64 characters: " + digest);
    }
    return directory.resolve(digest);
  }
}
