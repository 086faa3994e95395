package dev.windlass.stories;

import dev.windlass.sandbox.openssh.OpenSshHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PHP shop's machines as its administrator made them: systemd, nginx, php-fpm as the distribution
 * has it but with an OPcache that never looks at files again, supervisor; the user deploy may do
 * all by sudo. Web hosts are 127.0.{net}.1 and on, .50 works off the queue, .100 balances.
 */
final class PhpFleet {
  static final int SSH_PORT = 2222;
  private static final long DISK = 256L << 20;

  private final Started started;
  private final Path folder;
  private final Administrator administrator;
  private final List<OpenSshHost> web = new ArrayList<>();
  private final OpenSshHost queue;
  private final OpenSshHost balancer;
  private final String realPath;

  PhpFleet(Started started, Path folder, int net, int webHosts) throws Exception {
    OpenSshHost.require();
    this.started = started;
    this.folder = folder;
    this.administrator =
        new Administrator(folder.resolve("id_ed25519"), folder.resolve("known_hosts"));
    this.realPath = new PhpPage().text("nginx", "");
    for (int i = 1; i <= webHosts; i++) {
      web.add(host("127.0." + net + "." + i));
    }
    queue = host("127.0." + net + ".50");
    balancer = host("127.0." + net + ".100");
    administrator.pin(Stream.concat(releaseHosts(), Stream.of(balancer)).toList());
  }

  private OpenSshHost host(String address) throws IOException {
    OpenSshHost host =
        OpenSshHost.withServices(
            new OpenSshHost.Setting(
                folder.resolve(address), address, SSH_PORT, administrator.key(), 10, DISK));
    return started.add(host);
  }

  Administrator administrator() {
    return administrator;
  }

  List<OpenSshHost> web() {
    return web;
  }

  OpenSshHost queue() {
    return queue;
  }

  OpenSshHost balancer() {
    return balancer;
  }

  /** Those that get releases. */
  Stream<OpenSshHost> releaseHosts() {
    return Stream.concat(web.stream(), Stream.of(queue));
  }

  /** Runs a command as root. */
  String on(OpenSshHost host, String command) throws IOException, InterruptedException {
    return administrator.on(host, command);
  }

  /** Runs a command as root on every web host. */
  void onWeb(String command) throws IOException, InterruptedException {
    for (OpenSshHost host : web) {
      on(host, command);
    }
  }

  /** The directory of an application on every host; a shared file where releases come. */
  void home(PhpSite site, String sharedFile, String text) throws Exception {
    String home = site.home();
    on(balancer, "install -d -o deploy -g deploy " + home);
    for (OpenSshHost host : releaseHosts().toList()) {
      on(host, "install -d -o deploy -g deploy %s %s/shared".formatted(home, home));
      Files.writeString(host.seen(home + "/shared").resolve(sharedFile), text);
      on(host, "chown deploy:deploy %s/shared/%s".formatted(home, sharedFile));
    }
  }

  /** php-fpm and nginx for these applications, each at its port. */
  void serve(List<PhpSite> sites) throws Exception {
    for (OpenSshHost host : web) {
      Path etc = host.seen("/etc");
      Files.writeString(etc.resolve("php/8.2/fpm/pool.d/www.conf"), POOL);
      Files.writeString(etc.resolve("php/8.2/fpm/conf.d/99-shop.ini"), OPCACHE);
      StringBuilder servers = new StringBuilder();
      sites.forEach(site -> servers.append(server(host, site, realPath)));
      Files.writeString(etc.resolve("nginx/conf.d/sites.conf"), servers.toString());
      on(host, "systemctl restart php8.2-fpm nginx");
    }
  }

  /**
   * Sites that the balancer serves, by what Windlass wrote. Each visitor comes by a connection of
   * its own: a reload of nginx closes idle ones, on which a client of many may just be asking.
   */
  void balance(List<PhpSite> sites) throws Exception {
    StringBuilder text = new StringBuilder("include /etc/nginx/windlass/*.conf;\n");
    sites.forEach(site ->
        text.append(
            """
            server {
              listen %s:%d;
              keepalive_timeout 0;
              location / {
                proxy_pass http://$windlass_%s;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_next_upstream off;
              }
            }
            """
                .formatted(balancer.address(), site.port(), site.application())));
    Files.writeString(balancer.seen("/etc/nginx/conf.d/sites.conf"), text.toString());
    on(balancer, "mkdir -p /etc/nginx/windlass && systemctl reload-or-restart nginx");
  }

  /** The trap of old guides: the document root through the link, so that OPcache keeps old code. */
  void serveThroughTheLink(OpenSshHost host, PhpSite site) throws Exception {
    Files.writeString(
        host.seen("/etc/nginx/conf.d/sites.conf"),
        server(host, site, realPath.replace("$realpath_root", "$document_root")));
    on(host, "systemctl restart php8.2-fpm && systemctl reload nginx");
  }

  private static String server(OpenSshHost host, PhpSite site, String root) {
    return """
    server {
      listen %s:%d;
      root %s/current/public;
      location / { try_files $uri /index.php$is_args$args; }
      location ~ \\.php$ {
        fastcgi_pass unix:/run/php/php8.2-fpm.sock;
        include /etc/nginx/fastcgi_params;
        %s
      }
    }
    """
        .formatted(host.address(), site.port(), site.home(), root);
  }

  private static final String POOL =
      """
      [www]
      user = deploy
      group = deploy
      listen = /run/php/php8.2-fpm.sock
      listen.owner = www-data
      listen.group = www-data
      pm = static
      pm.max_children = 16
      """;

  private static final String OPCACHE =
      """
      opcache.enable=1
      opcache.validate_timestamps=0
      """;
}
