package dev.windlass.sandbox.fleet;

import dev.windlass.sandbox.parts.Ports;
import dev.windlass.sandbox.ssh.InProcessHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Web hosts and a balancer host on addresses of the loopback network, each with an SSH server and a
 * directory of its own, whose name is the address. Nothing runs on the web hosts until somebody
 * deploys to them.
 */
public final class Fleet implements AutoCloseable {

  private static final int FIRST_WEB = 11;

  private final Path directory;
  private final SandboxKey login;
  private final List<InProcessHost> hosts = new ArrayList<>();
  private final WeightedBalancer balancer;
  private final Ends ends;

  /**
   * Where things are.
   *
   * @param name of the application that the balancer serves
   * @param network the first three numbers of the addresses, e.g. {@code 127.0.0}
   * @param web how many web hosts, at least one
   * @param sshPort of every host
   * @param webPort at which the application is to listen on every web host
   * @param publicPort of the balancer
   */
  public record Ends(
      String name, String network, int web, int sshPort, int webPort, int publicPort) {

    /** Free ports. */
    public static Ends free(String name, int web) {
      return new Ends(name, "127.0.0", web, Ports.free(), Ports.free(), Ports.free());
    }

    /** Address of the balancer. */
    public String balancer() {
      return network + "." + (FIRST_WEB - 1);
    }

    /** Addresses of the web hosts. */
    public List<String> webHosts() {
      return IntStream.range(FIRST_WEB, FIRST_WEB + web).mapToObj(n -> network + "." + n).toList();
    }

    /** The web hosts as one pattern, {@code 127.0.0.[11-14]}. */
    public String webPattern() {
      return "%s.[%d-%d]".formatted(network, FIRST_WEB, FIRST_WEB + web - 1);
    }

    /** Where visitors go. */
    public URI publicUrl() {
      return URI.create("http://" + balancer() + ":" + publicPort + "/");
    }
  }

  private Fleet(Path directory, SandboxKey login, Ends ends, WeightedBalancer balancer) {
    this.directory = directory;
    this.login = login;
    this.ends = ends;
    this.balancer = balancer;
  }

  /** Starts all hosts; each finds its directory below this one, made when missing. */
  public static Fleet start(Path directory, Ends ends) throws IOException {
    Path balancerHome = Files.createDirectories(directory.resolve(ends.balancer()));
    Path split = balancerHome.resolve(ends.name() + ".split");
    String everywhere =
        ends.webHosts().stream()
            .map(host -> host + ":" + ends.webPort())
            .collect(Collectors.joining(","));
    Files.writeString(split, "weight=0\ncanary=\nstable=" + everywhere + "\n");
    install(balancerHome.resolve("split"));
    var address = new InetSocketAddress(ends.balancer(), ends.publicPort());
    SandboxKey login = SandboxKey.generate();
    Fleet fleet = new Fleet(directory, login, ends, WeightedBalancer.start(address, split));
    try {
      fleet.host(ends.balancer());
      for (String host : ends.webHosts()) {
        fleet.host(host);
      }
    } catch (IOException e) {
      fleet.close();
      throw e;
    }
    return fleet;
  }

  public Ends ends() {
    return ends;
  }

  /** The directory that holds those of the hosts. */
  public Path directory() {
    return directory;
  }

  /** The private key that may log in everywhere, as ssh-keygen writes it. */
  public String privateKey() {
    return login.privatePem();
  }

  /** What to pin: one line per host. */
  public List<String> knownHosts() {
    return hosts.stream().map(InProcessHost::knownHostsLine).toList();
  }

  /** The command on the balancer host that sets or prints a split. */
  public Path splitCommand() {
    return directory.resolve(ends.balancer()).resolve("split");
  }

  private void host(String address) throws IOException {
    Path home = directory.resolve(address);
    hosts.add(InProcessHost.start(home, address, ends.sshPort(), login));
  }

  private static void install(Path command) throws IOException {
    try (InputStream script = Fleet.class.getResourceAsStream("split")) {
      Files.write(command, Objects.requireNonNull(script, "split").readAllBytes());
    }
    if (!command.toFile().setExecutable(true)) {
      throw new IOException(command + " cannot be made executable");
    }
  }

  /** Ends the balancer and the SSH servers. What was deployed goes on until somebody ends it. */
  @Override
  public void close() throws IOException {
    balancer.close();
    for (InProcessHost host : hosts) {
      host.close();
    }
  }
}
