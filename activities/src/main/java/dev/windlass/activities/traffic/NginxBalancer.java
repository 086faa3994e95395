package dev.windlass.activities.traffic;

import dev.windlass.activities.ssh.RemoteHost;
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
    put(host, fence, split, NginxFile.render(router, split));
  }

  @Override
  public void restore(RemoteHost host, long fence, BalancerState former) {
    put(host, fence, former.split(), former.content());
  }

  private void put(RemoteHost host, long fence, @Nullable Split split, @Nullable String content) {
    script.change(
        host,
        "nginx.sh",
        new BalancerScript.Change(fence, split, Objects.requireNonNullElse(content, "")),
        router.file(),
        content == null ? "" : digest(content),
        router.command(),
        user());
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
