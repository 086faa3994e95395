package dev.windlass.activities.traffic;

import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.maintenance.Notice;
import dev.windlass.workflows.traffic.NginxFile;
import dev.windlass.workflows.traffic.Router;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficActivities.BalancerState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** nginx: one file, tested before the reload; the reload is waited for. */
record NginxBalancer(Router.Nginx router, BalancerScript script) implements Balancer {

  @Override
  public BalancerState read(RemoteHost host) {
    return script.read(host, router.file(), "", user());
  }

  @Override
  public void bring(RemoteHost host, long fence, Split split) {
    Notice closed = read(host).closed();
    String content = NginxFile.render(router, split, closed);
    put(host, new BalancerScript.Change(fence, split, closed, content), digest(content));
  }

  @Override
  public void maintain(RemoteHost host, long fence, Split even, @Nullable Notice closed) {
    BalancerState now = read(host);
    Split split = Objects.requireNonNullElse(now.split(), even);
    String content =
        now.closed() != null && closed == null
            ? NginxFile.reopened(router, split)
            : NginxFile.render(router, split, closed);
    put(host, new BalancerScript.Change(fence, split, closed, content), digest(content));
  }

  @Override
  public void restore(RemoteHost host, long fence, BalancerState former) {
    String content = Objects.requireNonNullElse(former.content(), "");
    put(
        host,
        new BalancerScript.Change(fence, former.split(), former.closed(), content),
        former.content() == null ? "" : digest(content));
  }

  private void put(RemoteHost host, BalancerScript.Change change, String digest) {
    script.change(host, "nginx.sh", change, router.file(), digest, router.command(), user());
  }

  private String user() {
    return Objects.requireNonNullElse(router.as(), "");
  }

  private static String digest(String content) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
