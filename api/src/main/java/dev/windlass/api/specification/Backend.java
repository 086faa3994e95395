package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Between;
import dev.windlass.api.specification.shape.Key;

/** Where balancer and checks reach a web host. */
public record Backend(
    @Key(value = "Port of the web server.", byDefault = "80") @Between(min = 1, max = 65535)
        int port,
    @Key(value = "Whether it speaks TLS.", byDefault = "http") Scheme scheme) {

  /** How a web host is spoken to. */
  public enum Scheme {
    HTTP,
    HTTPS
  }
}
