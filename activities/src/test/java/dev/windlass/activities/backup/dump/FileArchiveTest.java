package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import dev.windlass.activities.ssh.TestHost;
import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.sandbox.RealParts;
import dev.windlass.workflows.backup.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArchiveTest {

  @TempDir Path folder = Path.of("/nowhere");

  private static final String MAKE =
      """
      set -e
      mkdir -p "$1/uploads/deep/er" "$1/uploads/node_modules/x" "$1/uploads/cache/a" "$1/other" "$1/not"
      cd "$1/uploads"
      printf content >file
      printf 'ä' >'ünï code  and spaces'
      head -c 3000000 /dev/urandom >large
      : >empty
      truncate -s 1024 zeros
      ln -s file link
      ln -s /etc/passwd away
      ln file again
      mkfifo pipe
      printf x >node_modules/x/file
      printf x >cache/a/file
      printf x >deep/er/debug.log
      printf x >"deep/er/$(printf 'n%.0s' $(seq 150))"
      mkdir readonly
      printf x >readonly/file
      chmod 4750 file
      chmod 0600 empty
      chmod 0555 readonly
      touch -d '2001-02-03 04:05:06' large
      printf x >"$1/other/file"
      printf secret >"$1/not/declared"
      """;

  private FileSelection tree(Path root) throws Exception {
    Shell made = Shell.run(MAKE, new byte[0], root.toString());
    assertThat(made.exit()).as(made.errors()).isZero();
    return new FileSelection(
        root.toString(),
        List.of("uploads", "other"),
        List.of("*.log", "node_modules", "uploads/cache/**"));
  }

  private static byte[] packed(FileSelection selection) throws IOException {
    var plain = new ByteArrayOutputStream();
    new FileArchive(selection).pack(plain);
    return plain.toByteArray();
  }

  /** Every path with kind, permissions, time and digest, told by the operating system. */
  private static String listing(Path root) throws Exception {
    return Shell.run(
            "cd \"$1\" && find uploads other -type f -printf '%p %m %Ts %n ' -exec sha256sum {} \\;"
                + " -o -printf '%p %y %m %l\\n' | sort",
            new byte[0], root.toString())
        .text();
  }

  @Test
  void whatIsUnpackedIsWhatWasPacked() throws Exception {
    FileSelection selection = tree(folder.resolve("tree"));
    var plain = new ByteArrayOutputStream();
    FileContents packed = new FileArchive(selection).pack(plain);
    Path into = folder.resolve("into");

    FileContents unpacked =
        new FileArchive(selection).unpack(new ByteArrayInputStream(plain.toByteArray()), into);

    String there = listing(folder.resolve("tree"));
    String expected =
        there
            .lines()
            .filter(line -> !line.matches(".*(node_modules|cache|debug\\.log|pipe p).*"))
            .reduce("", (all, line) -> all + line + "\n");
    assertThat(listing(into)).isEqualTo(expected).contains("large", "ünï code");
    assertThat(unpacked.directories()).isEqualTo(packed.directories());
    assertThat(unpacked.bytes()).isEqualTo(packed.bytes()).isGreaterThan(3_000_000);
    assertThat(packed.passedOver()).containsExactly("uploads/pipe: a socket, pipe or device");
    assertThat(into.resolve("not")).doesNotExist();
  }

  @Test
  void theCommandTarUnpacksWhatWasPacked() throws Exception {
    RealParts.require("tar");
    FileSelection selection = tree(folder.resolve("tree"));
    byte[] plain = packed(selection);
    Path into = Files.createDirectories(folder.resolve("into"));
    Path ours = folder.resolve("ours");
    new FileArchive(selection).unpack(new ByteArrayInputStream(plain), ours);

    Shell unpacked = Shell.run("tar -xp -C \"$1\"", plain, into.toString());

    assertThat(unpacked.errors()).isEmpty();
    assertThat(listing(into)).isEqualTo(listing(ours));
  }

  @Test
  void aHostsTarSeesTheSameFiles() throws Exception {
    RealParts.require("tar");
    try (TestHost part = TestHost.openSsh(folder.resolve("host"));
        var hosts = new JschRemoteHosts(part.identities())) {
      FileSelection local = tree(part.seen().resolve("tree"));
      Files.delete(part.seen().resolve("tree/uploads/pipe"));
      Shell.run("chown -R --reference=\"$1\" \"$1/tree\"", new byte[0], part.seen().toString());
      var remote =
          new FileSelection(
              part.base().resolve("tree").toString(), local.directories(), local.exclusions());
      var plain = new ByteArrayOutputStream();

      FileContents seen =
          new FileArchive(remote).pack(new HostTools(hosts.open(part.target())), plain);

      FileContents expected = new FileArchive(local).pack(new ByteArrayOutputStream());
      assertThat(seen.directories())
          .extracting(Manifest.Table::name, Manifest.Table::rows)
          .containsExactlyElementsOf(
              expected.directories().stream().map(t -> tuple(t.name(), t.rows())).toList());
      FileContents unpacked =
          new FileArchive(local)
              .unpack(new ByteArrayInputStream(plain.toByteArray()), folder.resolve("into"));
      assertThat(unpacked.directories()).isEqualTo(seen.directories());
    }
  }

  @Test
  void aHostsDeclaredDirectoryIsMoreThanALink() throws Exception {
    RealParts.require("tar");
    try (TestHost part = TestHost.openSsh(folder.resolve("host"));
        var hosts = new JschRemoteHosts(part.identities())) {
      Path root = Files.createDirectories(part.seen().resolve("tree"));
      Files.createDirectories(root.resolve("uploads"));
      Files.createSymbolicLink(root.resolve("uploads/link"), Path.of("/srv/elsewhere"));
      Files.createSymbolicLink(root.resolve("way"), Path.of("/srv/elsewhere"));
      var host = new HostTools(hosts.open(part.target()));
      String there = part.base().resolve("tree").toString();
      var whole = new FileSelection(there, List.of("uploads"), List.of());
      var byLink = new FileSelection(there, List.of("uploads", "way"), List.of());

      assertThat(new FileArchive(whole).pack(host, new ByteArrayOutputStream()).passedOver())
          .isEmpty();
      assertThatThrownBy(() -> new FileArchive(byLink).pack(host, new ByteArrayOutputStream()))
          .isInstanceOfSatisfying(
              BrokenDumpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE))
          .hasMessageContaining("'way' is a link to /srv/elsewhere")
          .hasMessageContaining("name where it leads");
    }
  }

  @Test
  void aChangedFileChangesTheDigestOfItsDirectory() throws Exception {
    FileSelection selection = tree(folder.resolve("tree"));
    List<Manifest.Table> before =
        new FileArchive(selection).pack(new ByteArrayOutputStream()).directories();
    Path file = folder.resolve("tree/other/file");
    FileTime changed = Files.getLastModifiedTime(file);
    Files.writeString(file, "y");
    Files.setLastModifiedTime(file, changed);

    List<Manifest.Table> after =
        new FileArchive(selection).pack(new ByteArrayOutputStream()).directories();

    assertThat(after.getFirst()).isNotEqualTo(before.getFirst());
    assertThat(after.getFirst().rows()).isEqualTo(before.getFirst().rows());
    assertThat(after.getLast()).isEqualTo(before.getLast());
  }

  @Test
  void anArchiveWithoutItsEndNeverPasses() throws Exception {
    FileSelection selection = tree(folder.resolve("tree"));
    byte[] plain = packed(selection);
    int end = plain.length;
    while (plain[end - 1] == 0) {
      end--;
    }
    for (int left : new int[] {0, 100, 512, 1024, 70_000, end, (end + 511) / 512 * 512}) {
      byte[] cut = Arrays.copyOf(plain, left);
      Path into = folder.resolve("into-" + left);
      assertThatThrownBy(
              () -> new FileArchive(selection).unpack(new ByteArrayInputStream(cut), into))
          .as("cut to %d", left)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void nothingIsWrittenOutsideTheTarget() throws Exception {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    FileSelection all = new FileSelection(folder.toString(), List.of("."), List.of());
    refuses(
        all,
        "'../outside/x' of the archive leads out",
        tar -> put(tar, new TarArchiveEntry("../outside/x")));
    refuses(
        all, "leads out of the target", tar -> put(tar, new TarArchiveEntry(outside + "/x", true)));
    refuses(
        all,
        "would be written through the link",
        tar -> {
          var link = new TarArchiveEntry("way", TarConstants.LF_SYMLINK);
          link.setLinkName(outside.toString());
          put(tar, link);
          put(tar, new TarArchiveEntry("way/x"));
        });
    refuses(
        all,
        "leads out of the target",
        tar -> {
          var link = new TarArchiveEntry("hard", TarConstants.LF_LINK);
          link.setLinkName("../outside/there");
          put(tar, link);
        });
    assertThat(outside).isEmptyDirectory();
  }

  private void refuses(FileSelection all, String why, Consumer<TarArchiveOutputStream> made)
      throws IOException {
    var plain = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(plain, "UTF-8")) {
      made.accept(tar);
    }
    Path into = Files.createTempDirectory(folder, "into");
    assertThatThrownBy(
            () -> new FileArchive(all).unpack(new ByteArrayInputStream(plain.toByteArray()), into))
        .isInstanceOfSatisfying(
            BrokenDumpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE))
        .hasMessageContaining(why);
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry) {
    try {
      byte[] content = entry.isSymbolicLink() || entry.isLink() ? new byte[0] : "x".getBytes(UTF_8);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void refusesDirectoriesThatLeadOutOfTheRoot() throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.createSymbolicLink(root.resolve("way"), folder);
    var byLink = new FileSelection(root.toString(), List.of("way"), List.of());

    assertThatThrownBy(() -> new FileArchive(byLink).pack(new ByteArrayOutputStream()))
        .hasMessageContaining("directory 'way' leads out of");
    assertThatThrownBy(() -> new FileSelection(root.toString(), List.of("a/../../b"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without ..");
    assertThatThrownBy(() -> new FileSelection("relative", List.of("."), List.of()))
        .hasMessageContaining("expected an absolute path");
  }

  @Test
  void refusesATargetThatHoldsSomething() throws Exception {
    FileSelection selection = tree(folder.resolve("tree"));
    byte[] plain = packed(selection);
    assertThatThrownBy(() ->
            new FileArchive(selection)
                .unpack(new ByteArrayInputStream(plain), folder.resolve("tree")))
        .isInstanceOf(RestoreFailedException.class)
        .hasMessageContaining("isn't empty");
  }
}
