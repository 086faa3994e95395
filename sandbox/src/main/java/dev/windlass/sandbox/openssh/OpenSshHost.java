package dev.windlass.sandbox.openssh;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.Ports;
import dev.windlass.sandbox.ssh.SandboxKey;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A real sshd as root on a loopback address. The isolated form is the first process of namespaces
 * of its own; {@code /root}, {@code /srv}, {@code /var/www} and users' crontabs are on a disk of
 * its own, which survives {@link #reboot}; besides root there is a user {@code deploy} who may do
 * all by sudo, and a user {@code vault} who has SFTP only, shut in {@code /srv/vault}, where {@code
 * store} is his. The form with services has an {@code /etc} and {@code /var/log} of its own
 * besides, and systemd as its first process, to which the packages' units of nginx, php-fpm,
 * supervisor and cron are known.
 */
public final class OpenSshHost implements Closeable {

  private static final Duration START = Duration.ofSeconds(10);

  private final Path folder;
  private final String address;
  private final int port;
  private final Kind kind;
  private final String hostKeyLine;
  private Process process;
  private final Thread atExit = new Thread(this::stopForExit);

  private enum Kind {
    PLAIN,
    ISOLATED,
    SERVICES
  }

  private OpenSshHost(Setting setting, Kind kind, String hostKeyLine, int port) throws IOException {
    this.folder = setting.folder();
    this.address = setting.address();
    this.kind = kind;
    this.port = port;
    this.hostKeyLine = hostKeyLine;
    this.process = boot();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * What a host is made of.
   *
   * @param folder for its files; made when it isn't there. Not below /root, /srv or /var/www
   * @param address loopback address
   * @param port 0 for a free one
   * @param login whose public key may log in as root
   * @param maxSessions as in sshd_config; 10 is sshd's own default
   * @param diskBytes size of its own disk; 0 for a plain host without isolation
   */
  public record Setting(
      Path folder, String address, int port, SandboxKey login, int maxSessions, long diskBytes) {}

  /** Skips (with CI=true: fails) the running test on a machine that can't run such hosts. */
  public static void require() {
    RealParts.requireRoot();
    RealParts.require("sshd", "ssh-keygen", "unshare", "mount", "umount");
  }

  /** Starts a host on the machine's own file system. */
  public static OpenSshHost plain(Path folder, String address, SandboxKey login)
      throws IOException {
    return start(new Setting(folder, address, 0, login, 10, 0));
  }

  /** Starts a host with namespaces and a disk of that size of its own. */
  public static OpenSshHost isolated(Path folder, String address, SandboxKey login, long diskBytes)
      throws IOException {
    return start(new Setting(folder, address, 0, login, 10, diskBytes));
  }

  /** Starts a host and waits until it answers. */
  public static OpenSshHost start(Setting setting) throws IOException {
    return start(setting, setting.diskBytes() > 0 ? Kind.ISOLATED : Kind.PLAIN);
  }

  /** Starts a host with systemd; it needs a disk of its own. */
  public static OpenSshHost withServices(Setting setting) throws IOException {
    return start(setting, Kind.SERVICES);
  }

  private static OpenSshHost start(Setting setting, Kind kind) throws IOException {
    Path folder = Files.createDirectories(setting.folder());
    Files.createDirectories(Path.of("/run/sshd"));
    call(
        "ssh-keygen",
        "-q",
        "-t",
        "ed25519",
        "-N",
        "",
        "-C",
        "",
        "-f",
        folder.resolve("host_key").toString());
    int port = setting.port() == 0 ? Ports.free() : setting.port();
    Files.writeString(
        folder.resolve("authorized_keys"), setting.login().publicLine() + System.lineSeparator());
    Files.writeString(folder.resolve("sshd_config"), config(setting, port));
    if (setting.diskBytes() > 0) {
      Path disk = Files.createDirectories(folder.resolve("disk"));
      call(
          "mount",
          "-t",
          "tmpfs",
          "-o",
          "mode=755,size=" + setting.diskBytes(),
          "tmpfs",
          disk.toString());
    }
    String hostKey = Files.readString(folder.resolve("host_key.pub")).strip();
    return new OpenSshHost(setting, kind, hostKey, port);
  }

  private static String config(Setting setting, int port) {
    return """
    ListenAddress %1$s
    Port %2$d
    HostKey %3$s/host_key
    AuthorizedKeysFile %3$s/authorized_keys /srv/.login/%%u
    PidFile none
    PermitRootLogin prohibit-password
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    StrictModes no
    UsePAM no
    UseDNS no
    PrintMotd no
    PrintLastLog no
    MaxSessions %4$d
    AllowTcpForwarding yes
    LogLevel VERBOSE
    Subsystem sftp internal-sftp
    Match User vault
      ForceCommand internal-sftp
      ChrootDirectory /srv/vault
    """
        .formatted(setting.address(), port, setting.folder(), setting.maxSessions());
  }

  private Process boot() throws IOException {
    Files.writeString(folder.resolve("boot_id"), UUID.randomUUID() + "\n");
    Path script = script("host.sh");
    List<String> line = new ArrayList<>();
    if (kind == Kind.SERVICES) {
      Path group = script("own-group.sh");
      line.addAll(List.of("unshare", "--mount", "/bin/sh", group + "", folder + "/groups"));
    }
    if (kind != Kind.PLAIN) {
      line.addAll(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"));
    }
    if (kind == Kind.SERVICES) {
      line.add("--cgroup");
    }
    line.addAll(List.of("/bin/sh", script.toString(), folder.toString()));
    if (kind != Kind.PLAIN) {
      line.add(kind.name().toLowerCase(Locale.ROOT));
    }
    Process started =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    awaitAnswer(started);
    return started;
  }

  private Path script(String name) throws IOException {
    Path script = folder.resolve(name);
    try (var resource = OpenSshHost.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(name + " isn't on the class path");
      }
      Files.write(script, resource.readAllBytes());
    }
    return script;
  }

  private void awaitAnswer(Process started) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), 1000);
        if (socket.getInputStream().read() == 'S') {
          return;
        }
      } catch (IOException notYet) {
        if (!started.isAlive() || System.nanoTime() > deadline) {
          throw new IOException(
              "sshd on "
                  + address
                  + ":"
                  + port
                  + " doesn't answer; its log: "
                  + Files.readString(folder.resolve("log")),
              notYet);
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a host was starting", e);
    }
  }

  public String address() {
    return address;
  }

  public int port() {
    return port;
  }

  /** What to pin: a line of a known_hosts file. */
  public String knownHostsLine() {
    return "[" + address + "]:" + port + " " + hostKeyLine;
  }

  /**
   * Where this process sees a path of the host: a directory under /root, /srv or /var/www, or /etc
   * with services.
   */
  public Path seen(String hostPath) {
    return kind != Kind.PLAIN ? Path.of(folder + "/disk" + hostPath) : Path.of(hostPath);
  }

  /** Kills everything that runs on an isolated host and starts it with another boot id. */
  public void reboot() throws IOException {
    if (kind == Kind.PLAIN) {
      throw new IllegalStateException("a plain host shares the machine's processes: no reboot");
    }
    halt();
    process = boot();
  }

  /** Kills everything that runs on an isolated host; {@link #reboot} starts it again. */
  public void powerOff() {
    if (kind == Kind.PLAIN) {
      throw new IllegalStateException("a plain host shares the machine's processes: no power off");
    }
    halt();
  }

  private void halt() {
    // All of it: `unshare --kill-child` takes the namespace's first process along, which takes all.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  private void stopForExit() {
    halt();
    if (kind != Kind.PLAIN) {
      try {
        call("umount", "--lazy", folder.resolve("disk").toString());
      } catch (IOException e) {
        System.err.println("disk of a test host is still mounted: " + e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    stopForExit();
  }

  private static void call(String... line) throws IOException {
    Process called = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(called.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = called.onExit().join().exitValue();
    if (code != 0) {
      throw new IOException(String.join(" ", line) + ": exit " + code + ": " + output);
    }
  }
}
