package dev.windlass.workflows.traffic;

import dev.windlass.workflows.maintenance.Notice;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one file that Windlass owns in a balancer's nginx, for an application. */
public final class NginxFile {

  private NginxFile() {}

  /** The whole file that brings the split about and lets visitors in. */
  public static String render(Router.Nginx router, Split split) {
    return render(router, split, null);
  }

  /**
   * The same.
   *
   * @param closed what visitors are told instead, or null to let them in
   */
  public static String render(Router.Nginx router, Split split, @Nullable Notice closed) {
    String target = variable(router) + (closed == null ? "" : NginxDoor.OPEN);
    return heading(router, split)
        + (router.sticky() == null
            ? byRequest(router, split, target)
            : byCookie(router, split, target))
        + (closed == null ? "" : NginxDoor.render(variable(router), closed));
  }

  /** The file that lets visitors in again whom the one before turned away. */
  public static String reopened(Router.Nginx router, Split split) {
    return render(router, split) + NginxDoor.ajar(variable(router));
  }

  /** What a location of the user's passes requests to; the same whatever the split. */
  public static String target(Router.Nginx router) {
    return router.backend().scheme() + "://$" + variable(router);
  }

  private static String heading(Router.Nginx router, Split split) {
    return """
    # Windlass owns this file: every shift of traffic writes it anew.
    # In http { }:    include %s;
    # In server { }:  location / { proxy_pass %s; }
    # With `proxy_http_version 1.1; proxy_set_header Connection "";` connections are kept.
    # Split: %d %% canary%s
    """
        .formatted(
            router.file(),
            target(router),
            split.weight(),
            split.canary().isEmpty() ? ", none" : "");
  }

  private static String byRequest(Router.Nginx router, Split split, String target) {
    String name = variable(router);
    BigInteger canary = weight(split.stable().size(), split.weight());
    BigInteger stable = weight(split.canary().size(), 100 - split.weight());
    BigInteger common = canary.gcd(stable).max(BigInteger.ONE);
    StringBuilder file = new StringBuilder();
    // A map of one value, so that the location stays the same with and without a cookie.
    file.append("map \"\" $").append(target).append(" { default ").append(name).append("; }\n");
    file.append("upstream ").append(name).append(" {\n");
    // One round for all of nginx's processes: without it each would count the shares for itself.
    file.append("  zone ").append(name).append(" 512k;\n");
    if (split.weight() > 0) {
      servers(file, router, split.canary(), split.weight() == 100 ? "" : text(canary, common));
    }
    if (split.weight() < 100) {
      servers(file, router, split.stable(), split.weight() == 0 ? "" : text(stable, common));
    }
    return file.append("  keepalive 16;\n}\n").toString();
  }

  /**
   * The share of all canary hosts is exact: c·a : s·b = w : 100-w holds for a = s·w, b = c·(100-w).
   */
  private static BigInteger weight(int others, int share) {
    return BigInteger.valueOf((long) others * share);
  }

  private static String text(BigInteger weight, BigInteger common) {
    return " weight=" + weight.divide(common);
  }

  private static String byCookie(Router.Nginx router, Split split, String target) {
    String name = variable(router);
    String cookie = "$cookie_" + router.sticky();
    StringBuilder file = new StringBuilder();
    file.append(
        """
        # Who has no cookie yet stays on one side by address and browser.
        map %2$s $%1$s_key {
          "" "$remote_addr$http_user_agent";
          default %2$s;
        }
        split_clients $%1$s_key $%3$s {
        """
            .formatted(name, cookie, target));
    if (split.weight() > 0 && split.weight() < 100) {
      file.append("  ").append(split.weight()).append("% ").append(name).append("_canary;\n");
    }
    file.append("  * ").append(name).append(split.weight() == 100 ? "_canary" : "_stable");
    file.append(";\n}\n");
    if (split.weight() > 0) {
      side(file, router, "_canary", split.canary());
    }
    if (split.weight() < 100) {
      side(file, router, "_stable", split.stable());
    }
    return file.toString();
  }

  private static void side(
      StringBuilder file, Router.Nginx router, String side, List<String> hosts) {
    String name = variable(router) + side;
    file.append("upstream ").append(name).append(" {\n  zone ").append(name).append(" 512k;\n");
    servers(file, router, hosts, "");
    file.append("  keepalive 16;\n}\n");
  }

  private static void servers(
      StringBuilder file, Router.Nginx router, List<String> hosts, String weight) {
    for (String host : hosts) {
      file.append("  server ").append(host).append(':').append(router.backend().port());
      file.append(weight).append(";\n");
    }
  }

  private static String variable(Router.Nginx router) {
    return "windlass_" + router.name().replaceAll("[^A-Za-z0-9]", "_");
  }
}
