package dev.windlass.stories;

import dev.windlass.sandbox.openssh.OpenSshHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts as a customer has them: OpenSSH, each with file system, processes and boot id of its own;
 * web hosts run php-fpm and nginx on port 8080 of their address, one more host runs the balancer.
 * What runs on them was started over SSH, as an administrator would.
 */
final class Fleet implements AutoCloseable {
  static final int SSH_PORT = 2222;
  static final int WEB_PORT = 8080;
  static final String BALANCER_FILE = "/srv/etc/windlass/shop.conf";
  private static final long DISK = 256L << 20;

  private final Path folder;
  private final Administrator administrator;
  private final List<OpenSshHost> hosts = new ArrayList<>();

  private Fleet(Path folder) throws IOException {
    this.folder = folder;
    this.administrator =
        new Administrator(folder.resolve("id_ed25519"), folder.resolve("known_hosts"));
  }

  /** Starts web hosts 127.0.{net}.1, .2 … and the balancer at 127.0.{net}.100. */
  static Fleet start(Path folder, int net, int webHosts) throws Exception {
    OpenSshHost.require();
    return Started.whole(started -> start(started.add(new Fleet(folder)), net, webHosts));
  }

  private static Fleet start(Fleet fleet, int net, int webHosts) throws Exception {
    for (int i = 1; i <= webHosts; i++) {
      fleet.add("127.0." + net + "." + i);
    }
    fleet.add("127.0." + net + ".100");
    fleet.administrator.pin(fleet.hosts);
    for (OpenSshHost host : fleet.web()) {
      fleet.installPhp(host);
    }
    fleet.installBalancer();
    return fleet;
  }

  private void add(String address) throws IOException {
    hosts.add(
        OpenSshHost.start(
            new OpenSshHost.Setting(
                folder.resolve(address), address, SSH_PORT, administrator.key(), 10, DISK)));
  }

  Path keyFile() {
    return administrator.keyFile();
  }

  Path knownHosts() {
    return administrator.knownHosts();
  }

  List<OpenSshHost> web() {
    return hosts.subList(0, hosts.size() - 1);
  }

  List<String> webAddresses() {
    return web().stream().map(OpenSshHost::address).toList();
  }

  OpenSshHost balancer() {
    return hosts.getLast();
  }

  /** Where visitors come in. */
  String url() {
    return "http://" + balancer().address() + ":" + WEB_PORT;
  }

  /** Runs a command on a host with the machine's own ssh client. */
  String on(OpenSshHost host, String command) throws IOException, InterruptedException {
    return administrator.on(host, command);
  }

  private void installPhp(OpenSshHost host) throws Exception {
    Path etc = Files.createDirectories(host.seen("/srv/etc"));
    Files.createDirectories(host.seen("/srv/run"));
    Files.writeString(etc.resolve("php-fpm.conf"), PHP_FPM);
    Files.writeString(etc.resolve("nginx.conf"), webNginx(host.address()));
    startWeb(host);
  }

  private void startWeb(OpenSshHost host) throws IOException, InterruptedException {
    on(host, "php-fpm8.2 -D -R -y /srv/etc/php-fpm.conf && nginx -c /srv/etc/nginx.conf");
  }

  /** Everything on the host dies; it comes up with another boot id and its web server. */
  void reboot(OpenSshHost host) throws IOException, InterruptedException {
    host.reboot();
    startWeb(host);
  }

  private void installBalancer() throws Exception {
    OpenSshHost host = balancer();
    Path etc = Files.createDirectories(host.seen("/srv/etc/windlass"));
    Files.createDirectories(host.seen("/srv/run"));
    Files.writeString(
        etc.resolveSibling("nginx.conf"),
        balancerNginx("http://" + web().getFirst().address() + ":" + WEB_PORT));
    on(host, "nginx -c /srv/etc/nginx.conf");
  }

  @Override
  public void close() {
    hosts.forEach(OpenSshHost::close);
  }

  private static final String PHP_FPM =
      """
      [global]
      error_log = /srv/run/php-fpm.log
      pid = /srv/run/php-fpm.pid
      process_control_timeout = 10s
      [www]
      user = root
      group = root
      listen = /srv/run/php-fpm.sock
      pm = static
      pm.max_children = 6
      """;

  private static String webNginx(String address) {
    return """
    user root;
    worker_processes 1;
    pid /srv/run/nginx.pid;
    error_log /srv/run/nginx.log;
    events { worker_connections 512; }
    http {
      access_log off;
      server {
        listen %s:%d;
        root /srv/shop/current/public;
        location / { try_files $uri /index.php; }
        location ~ \\.php$ {
          fastcgi_pass unix:/srv/run/php-fpm.sock;
          include /etc/nginx/fastcgi_params;
          fastcgi_param SCRIPT_FILENAME $realpath_root$fastcgi_script_name;
          fastcgi_param DOCUMENT_ROOT $realpath_root;
        }
      }
    }
    """
        .formatted(address, WEB_PORT);
  }

  /**
   * The administrator's part of the balancer; Windlass owns what is below windlass/. Each visitor
   * comes by a connection of its own: a reload of nginx closes idle ones, on which a client of many
   * may just be asking.
   */
  private String balancerNginx(String target) {
    return """
    user root;
    worker_processes 1;
    pid /srv/run/nginx.pid;
    error_log /srv/run/nginx.log;
    events { worker_connections 2048; }
    http {
      access_log off;
      include /srv/etc/windlass/*.conf;
      server {
        listen %s:%d;
        keepalive_timeout 0;
        location / {
          proxy_pass %s;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
        }
      }
    }
    """
        .formatted(balancer().address(), WEB_PORT, target);
  }

  /** After set-up the administrator points to what Windlass wrote, as its heading says. */
  void pointBalancerToWindlass() throws IOException, InterruptedException {
    Files.writeString(
        balancer().seen("/srv/etc/nginx.conf"), balancerNginx("http://$windlass_shop"));
    on(balancer(), "nginx -c /srv/etc/nginx.conf -s reload");
  }
}
