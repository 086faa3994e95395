package dev.windlass.activities.artifact;

import com.github.luben.zstd.ZstdInputStream;
import dev.windlass.workflows.plan.ArchiveForm;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The files of an artifact, read without unpacking it. */
public final class PackedFiles {

  /** Longer texts are not read: a list of variables is short. */
  private static final int LONGEST = 1 << 20;

  private PackedFiles() {}

  /** Entry by entry; whoever opens it closes it. */
  public static TarArchiveInputStream open(Path artifact, ArchiveForm form) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(artifact));
    try {
      return new TarArchiveInputStream(unpacked(file, form));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static InputStream unpacked(InputStream file, ArchiveForm form) throws IOException {
    return switch (form) {
      case TAR -> file;
      case TAR_GZ -> new GZIPInputStream(file);
      case TAR_ZST -> new ZstdInputStream(file);
    };
  }

  /** The texts of those of these files that stand at the root of the artifact, by name. */
  static Map<String, String> texts(Path artifact, ArchiveForm form, List<String> names)
      throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (TarArchiveInputStream tar = open(artifact, form)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = relative(entry.getName());
        if (entry.isFile() && path.getNameCount() == 1 && names.contains(path.toString())) {
          byte[] content = tar.readNBytes(LONGEST);
          texts.put(path.toString(), new String(content, StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  /** The name of an entry, below the directory that a release is unpacked into. */
  public static Path relative(String entry) {
    return Path.of("/").relativize(Path.of("/").resolve(entry).normalize());
  }
}
