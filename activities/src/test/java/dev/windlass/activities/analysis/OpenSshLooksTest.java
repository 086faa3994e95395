package dev.windlass.activities.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.ssh.SshIdentity;
import dev.windlass.activities.ssh.SshTarget;
import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.plan.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that look at logs and at the room on a host, on a real one. */
class OpenSshLooksTest {

  private static final Duration TIME = Duration.ofSeconds(10);
  private static final SandboxKey LOGIN = SandboxKey.generate();

  @TempDir private Path folder;
  private @Nullable OpenSshHost host;
  private @Nullable JschRemoteHosts hosts;
  private Path logs = Path.of("/nowhere");
  private @Nullable HostLooks looks;

  @BeforeEach
  void start() throws IOException {
    OpenSshHost.require();
    host = OpenSshHost.isolated(folder.resolve("host"), "127.0.120.1", LOGIN, 16L << 20);
    hosts = new JschRemoteHosts(_ -> new SshIdentity.PrivateKey(LOGIN.privatePem(), null));
    logs = Files.createDirectories(host.seen("/srv/shop/releases/r1/storage/logs"));
    Files.createSymbolicLink(host.seen("/srv/shop/current"), Path.of("releases/r1"));
    SshTarget target =
        new SshTarget(
            "web-1",
            host.address(),
            host.port(),
            "deploy",
            null,
            "deploy",
            List.of(host.knownHostsLine()));
    looks =
        new HostLooks(
            hosts.open(target),
            new Layout("/srv/shop", 3, List.of()),
            text -> text.replace("5ecret", "[REDACTED]"));
  }

  @AfterEach
  void stop() {
    if (hosts != null) {
      hosts.close();
    }
    if (host != null) {
      host.close();
    }
  }

  @Test
  void countsOnlyWhatComesWhileItIsWatched() throws IOException {
    Path log = append("app.log", "ERROR of before\n");
    Measurement first = look("storage/logs/*.log", null);
    assertThat(first.verdict()).isEqualTo(Verdict.PASS);

    append("app.log", "all is well\nERROR one 5ecret\n");
    Measurement second = look("storage/logs/*.log", first.marks());
    assertThat(second.verdict()).isEqualTo(Verdict.PASS);
    assertThat(second.detail()).isEqualTo("1 new line matches, the last: ERROR one [REDACTED]");

    append("app.log", "CRITICAL half of a li");
    Measurement third = look("storage/logs/*.log", second.marks());
    assertThat(third.detail()).isEqualTo("1 new line matches");

    append("app.log", "ne\n");
    Measurement fourth = look("storage/logs/*.log", third.marks());
    assertThat(fourth.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(fourth.detail())
        .isEqualTo("2 new lines match, the last: CRITICAL half of a line, expected at most 1");
    assertThat(log).exists();
  }

  @Test
  void findsTheLogAgainAfterItWasTurnedOverOrCut() throws IOException {
    Path log = append("app.log", "ERROR of before, and much else\n");
    Measurement first = look("/srv/shop/current/storage/logs/*.log", null);

    Files.move(log, logs.resolve("app.log.1"), StandardCopyOption.ATOMIC_MOVE);
    append("app.log", "ERROR in the new one\n");
    Measurement turned = look("/srv/shop/current/storage/logs/*.log", first.marks());
    assertThat(turned.detail()).startsWith("1 new line");

    Files.writeString(log, "ERROR\n", StandardOpenOption.TRUNCATE_EXISTING);
    Measurement cut = look("/srv/shop/current/storage/logs/*.log", turned.marks());
    assertThat(cut.detail()).startsWith("2 new lines");
  }

  @Test
  void waitsForALogThatIsNotThereYetButNotForItsDirectory() throws IOException {
    Measurement first = look("storage/logs/app.log", null);
    assertThat(first.verdict()).isEqualTo(Verdict.PASS);
    append("app.log", "ERROR 1\nERROR 2\n");
    assertThat(look("storage/logs/app.log", first.marks()).verdict()).isEqualTo(Verdict.FAIL);

    Measurement missing = look("storage/log/app.log", null);
    assertThat(missing.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(missing.detail()).isEqualTo("there is no directory storage/log");
  }

  @Test
  void saysWhatItCannotReadOrUnderstand() throws IOException {
    Path log = append("app.log", "x\n");
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-------"));
    assertThat(look("storage/logs/app.log", null).detail())
        .isEqualTo("storage/logs/app.log may not be read by the SSH user");

    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
    Probe.Log probe = new Probe.Log("storage/logs/app.log", "ERROR(", 1, null, TIME);
    Measurement first = looks().log(probe, null);
    append("app.log", "y\n");
    Measurement second = looks().log(probe, first.marks());
    assertThat(second.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(second.detail()).contains("pattern");
  }

  @Test
  void measuresMemoryProcessorsAndDisk() throws IOException {
    Measurement roomy = looks().capacity(new Probe.Capacity(100, 100, 100, TIME));
    assertThat(roomy.verdict()).isEqualTo(Verdict.PASS);
    assertThat(roomy.detail())
        .matches("memory [0-9]+ % used, cpu [0-9]+ % used, disk [0-9]+ % used");

    Files.write(logs.resolve("big"), new byte[15 << 20]);
    Measurement full = looks().capacity(new Probe.Capacity(100, null, 80, TIME));
    assertThat(full.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(full.detail()).matches("disk 9[0-9] % used, expected at most 80 %");

    assertThat(looks().capacity(new Probe.Capacity(1, null, null, TIME)).detail())
        .matches("memory [0-9]+ % used, expected at most 1 %");
  }

  private HostLooks looks() {
    return Objects.requireNonNull(looks);
  }

  private Measurement look(String files, @Nullable LogMarks marks) {
    return looks().log(new Probe.Log(files, "ERROR|CRITICAL", 1, null, TIME), marks);
  }

  private Path append(String name, String text) throws IOException {
    return Files.writeString(
        logs.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
