package dev.windlass.activities.support;

import dev.windlass.activities.artifact.ArtifactMissingException;
import dev.windlass.activities.fleet.FleetParts;
import dev.windlass.activities.fleet.Patience;
import dev.windlass.activities.http.HttpAsker;
import dev.windlass.activities.log.LogSink.LogChunk;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.SshIdentity;
import dev.windlass.activities.ssh.job.ShellRemoteJobs;
import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.ssh.InProcessHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.SshAccess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Hosts in this process. They share the machine's file system, so each is a group of its own with a
 * path of its own.
 */
public final class TestFleet implements AutoCloseable {

  public static final SshAccess SSH = new SshAccess(null, null, null);

  private final Path root;
  private final SandboxKey key = SandboxKey.generate();
  private final List<InProcessHost> running = new ArrayList<>();
  private final HttpAsker http = new HttpAsker();
  private final RemoteHosts sessions;
  private final Map<String, Path> artifacts = new ConcurrentHashMap<>();
  public final TestGrants grants = new TestGrants();
  public final Queue<LogChunk> logs = new ConcurrentLinkedQueue<>();

  public TestFleet(Path root) {
    this.root = root;
    this.sessions = new JschRemoteHosts(name -> new SshIdentity.PrivateKey(key.privatePem(), null));
  }

  /** A new host with these roles. */
  public Host host(String... roles) throws IOException {
    String address = "127.0.0." + (101 + running.size());
    InProcessHost started = InProcessHost.start(root.resolve(address), address, 0, key);
    running.add(started);
    grants.pin(started.knownHostsLine());
    return new Host(address, started.port(), "root", List.of(roles), null);
  }

  /** A real one, which lets {@link #login} in. */
  public Host host(OpenSshHost started, String user, String... roles) {
    grants.pin(started.knownHostsLine());
    return new Host(started.address(), started.port(), user, List.of(roles), null);
  }

  /** What logs in to all hosts. */
  public SandboxKey login() {
    return key;
  }

  public InProcessHost process(Host host) {
    return running.stream().filter(h -> h.address().equals(host.name())).findFirst().orElseThrow();
  }

  public HostGroup group(Host... hosts) {
    return new HostGroup(null, SSH, List.of(hosts));
  }

  /** The application's path that all hosts of a call share. */
  public Layout layout(Layout.Shared... shared) throws IOException {
    Path path = Files.createDirectories(root.resolve("srv/shop"));
    return new Layout(path.toString(), 3, List.of(shared));
  }

  public Change change(long number) {
    return new Change("d" + number, number, "shop", "production", "r" + number, "4f2c9a1");
  }

  public void artifact(String digest, Path file) {
    artifacts.put(digest, file);
  }

  /** What logs in to all hosts. */
  public String privateKey() {
    return key.privatePem();
  }

  public RemoteHosts sessions() {
    return sessions;
  }

  public HttpAsker http() {
    return http;
  }

  public Path fetch(String digest) {
    Path file = artifacts.get(digest);
    if (file == null) {
      throw ArtifactMissingException.of(digest);
    }
    return file;
  }

  /** With so little patience that tests end soon. */
  public FleetParts parts() {
    return parts(
        new Patience(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofMillis(200)));
  }

  public FleetParts parts(Patience patience) {
    return new FleetParts(
        grants,
        sessions,
        new ShellRemoteJobs(),
        this::fetch,
        logs::add,
        http,
        new SimpleMeterRegistry(),
        patience);
  }

  @Override
  public void close() throws IOException {
    sessions.close();
    http.close();
    for (InProcessHost host : running) {
      host.close();
    }
  }
}
