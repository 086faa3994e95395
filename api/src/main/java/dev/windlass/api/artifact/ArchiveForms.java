package dev.windlass.api.artifact;

import dev.windlass.workflows.plan.ArchiveForm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Tells how an artifact is packed by its first bytes: a name can lie. */
public final class ArchiveForms {

  private static final byte[] GZIP = HexFormat.of().parseHex("1f8b");
  private static final byte[] ZSTD = HexFormat.of().parseHex("28b52ffd");
  private static final byte[] TAR = "ustar".getBytes(StandardCharsets.US_ASCII);
  private static final int TAR_AT = 257;

  private ArchiveForms() {}

  /** The form, or empty when it is none that a release can have. */
  public static Optional<ArchiveForm> of(Path file) {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(TAR_AT + TAR.length);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
    if (stands(head, 0, GZIP)) {
      return Optional.of(ArchiveForm.TAR_GZ);
    }
    if (stands(head, 0, ZSTD)) {
      return Optional.of(ArchiveForm.TAR_ZST);
    }
    return stands(head, TAR_AT, TAR) ? Optional.of(ArchiveForm.TAR) : Optional.empty();
  }

  private static boolean stands(byte[] head, int at, byte[] mark) {
    return head.length >= at + mark.length
        && Arrays.equals(head, at, at + mark.length, mark, 0, mark.length);
  }
}
