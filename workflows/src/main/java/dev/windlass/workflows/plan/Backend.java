package dev.windlass.workflows.plan;

/**
 * Where balancer and per-host checks reach the application on a web host.
 *
 * @param scheme {@code http} or {@code https}
 */
public record Backend(String scheme, int port) {

  public String address(String host) {
    return scheme + "://" + host + ":" + port;
  }
}
