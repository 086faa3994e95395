package dev.windlass.stories;

import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hosts that docs/guide.md names, before anybody followed it. */
final class GuideHosts implements AutoCloseable {
  private static final long DISK = 64L << 20;
  private static final Map<String, String> ADDRESSES = addresses();

  private final Map<String, OpenSshHost> hosts = new LinkedHashMap<>();
  private final Administrator administrator;
  private final Path names;

  private GuideHosts(Path folder, Path key) throws IOException {
    this.administrator = new Administrator(key, folder.resolve("known_hosts"));
    this.names = folder.resolve("hosts");
  }

  private static Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("web-1.shop.internal", "127.0.63.1");
    addresses.put("web-2.shop.internal", "127.0.63.2");
    addresses.put("lb-1.shop.internal", "127.0.63.100");
    return addresses;
  }

  /** Starts them; the operator's key is written to {@code key}. */
  static GuideHosts start(Path folder, Path key) throws Exception {
    OpenSshHost.require();
    GuideHosts all = new GuideHosts(folder, key);
    SandboxKey login = all.administrator.key();
    StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
    ADDRESSES.forEach((name, address) -> lines.append(address + " " + name + "\n"));
    Files.createDirectories(folder);
    Files.writeString(all.names, lines);
    for (Map.Entry<String, String> each : ADDRESSES.entrySet()) {
      Path place = folder.resolve(each.getKey());
      OpenSshHost host =
          OpenSshHost.start(
              new OpenSshHost.Setting(place, each.getValue(), Fleet.SSH_PORT, login, 10, DISK));
      all.hosts.put(each.getKey(), host);
      all.installNginx(each.getKey());
    }
    return all;
  }

  /** A file as /etc/hosts, with their names. */
  Path names() {
    return names;
  }

  List<String> web() {
    return ADDRESSES.keySet().stream().filter(name -> name.startsWith("web-")).toList();
  }

  private OpenSshHost host(String name) {
    OpenSshHost host = hosts.get(name);
    if (host == null) {
      throw new IllegalArgumentException(
          "the guide names a host that isn't: " + name + "; there are " + hosts.keySet());
    }
    return host;
  }

  private void installNginx(String name) throws Exception {
    OpenSshHost host = host(name);
    Path etc = Files.createDirectories(host.seen("/srv/etc/nginx/conf.d"));
    Files.createDirectories(host.seen("/srv/run"));
    Files.copy(names, host.seen("/srv/etc/hosts"));
    Files.writeString(etc.resolveSibling("nginx.conf"), MAIN);
    if (web().contains(name)) {
      Files.writeString(
          etc.resolve("shop.conf"),
          "server { listen %s:%d; root /srv/shop/current; }\n"
              .formatted(host.address(), Fleet.WEB_PORT));
    }
    boot(host);
  }

  private void boot(OpenSshHost host) throws IOException, InterruptedException {
    on(
        host,
        "mount --bind /srv/etc/nginx /etc/nginx && mount --bind /srv/etc/hosts /etc/hosts && nginx");
  }

  /** Runs a script as root; {@code reboot} as its last line means the whole host. */
  void run(String name, List<String> script) throws IOException, InterruptedException {
    OpenSshHost host = host(name);
    boolean reboots = script.getLast().equals("reboot");
    List<String> before = reboots ? script.subList(0, script.size() - 1) : script;
    on(host, "set -eu\n" + String.join("\n", before));
    if (reboots) {
      host.reboot();
      boot(host);
    }
  }

  private void on(OpenSshHost host, String script) throws IOException, InterruptedException {
    administrator.pin(List.copyOf(hosts.values()));
    administrator.on(host, script);
  }

  @Override
  public void close() {
    hosts.values().forEach(OpenSshHost::close);
  }

  private static final String MAIN =
      """
      user root;
      worker_processes 1;
      pid /srv/run/nginx.pid;
      error_log /srv/run/nginx.log;
      events { worker_connections 512; }
      http {
        access_log off;
        include /etc/nginx/conf.d/*.conf;
      }
      """;
}
