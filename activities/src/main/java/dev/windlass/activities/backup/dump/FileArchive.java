package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import dev.windlass.activities.grant.Secret;
import dev.windlass.activities.ssh.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Directories as a tar archive (POSIX 2001), and back. Links are kept as links and never followed,
 * permissions and times are kept, owners by name.
 *
 * @param selection which files; its root is on the machine that has them
 */
public record FileArchive(FileSelection selection) {

  /**
   * Archives files of the Windlass worker.
   *
   * @param plain where the archive goes; it isn't closed
   */
  public FileContents pack(OutputStream plain) throws IOException {
    return new FilePacking(selection, plain).run();
  }

  /** What a host's tar says of itself, in its first line; empty where that is nothing. */
  public static String version(HostTools host) throws IOException {
    ToolCommand asked =
        new ToolCommand(
            List.of("tar"),
            List.of("--version"),
            ToolCommand.Login.NONE,
            ToolCommand.Input.HELD,
            List.of());
    try (ToolProcess tar = host.start(asked, Secret.of(""))) {
      String said = new String(tar.output().readAllBytes(), StandardCharsets.UTF_8);
      return said.lines().findFirst().orElse("").strip();
    }
  }

  /**
   * Archives files of a host by its own tar, which names on its standard error what it passed over
   * and which files changed while it read them: an archive all the same, of files in use.
   *
   * @throws BrokenDumpException when tar failed
   */
  public FileContents pack(HostTools host, OutputStream plain) throws IOException {
    ToolCommand command = selection.command();
    try (ToolProcess tar = host.start(command, Secret.of(""));
        var scanner = new TarScanner(selection)) {
      byte[] piece = new byte[64 * 1024];
      InputStream from = tar.output();
      for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
        scanner.accept(piece, 0, n);
        plain.write(piece, 0, n);
      }
      Ending ending = tar.ending();
      Optional<List<String>> passedOver = TarWarnings.of(ending, tar.errors());
      if (passedOver.isEmpty()) {
        throw new BrokenDumpException(
            ToolLoss.isCutOff(ending) ? Reason.LOST : Reason.TOOL_FAILED,
            "tar of %s %s, ended with %s: %s"
                .formatted(selection.root(), tar.place(), ending, tar.errors().strip()));
      }
      return scanner.finish(passedOver.get());
    }
  }

  /**
   * Unpacks an archive into an empty directory of the Windlass worker.
   *
   * @param plain the archive; read to its end
   * @throws BrokenDumpException when it isn't whole, or an entry would lie elsewhere
   */
  public FileContents unpack(InputStream plain, Path into) throws IOException {
    return new FileUnpacking(selection, into).run(plain);
  }
}
