package dev.windlass.cli.command;

import dev.windlass.cli.client.WindlassServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A packed release that lies here. */
record ArtifactFile(Path file) {

  /**
   * Sends it, unless the server has it already.
   *
   * @return its digest, by which the server knows it
   * @throws UsageException when there is no such file, or it cannot be read
   */
  String sendTo(WindlassServer server) {
    if (!Files.isRegularFile(file)) {
      throw new UsageException(file + " is not there; an artifact was expected");
    }
    String digest = digest();
    server.upload(file, digest);
    return digest;
  }

  private String digest() {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha256).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha256.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new UsageException(file + " cannot be read: " + e.getMessage());
    }
  }
}
