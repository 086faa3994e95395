package dev.windlass.workflows.traffic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.windlass.workflows.plan.Backend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The balancer of an environment, as the plan describes it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Router.Nginx.class, name = "nginx"),
  @JsonSubTypes.Type(value = Router.Commands.class, name = "commands")
})
public sealed interface Router {

  /** Names of the hosts, among the plan's, on which the balancer is changed. */
  List<String> hosts();

  /**
   * nginx: one file per application, tested before the reload, the old one back when the test
   * fails.
   *
   * @param name of the application; names of upstreams derive from it
   * @param file absolute path of the file that Windlass owns
   * @param sticky name of a cookie whose value decides the share, or null for a share per request
   * @param as another user for writing, {@code nginx -t} and the reload, by {@code sudo -n}
   * @param command path of the nginx binary with its options, {@code nginx} by default
   */
  record Nginx(
      List<String> hosts,
      String name,
      String file,
      Backend backend,
      @Nullable String sticky,
      @Nullable String as,
      String command)
      implements Router {
    public Nginx {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * Any balancer, by command templates. {@code {weight}} is 0 to 100, {@code {canary}} and {@code
   * {stable}} are comma-separated {@code host:port}, empty when there are none; {@code {name}} is
   * the application.
   *
   * @param set brings a split about
   * @param show prints what is in force, or null; compared before and after
   * @param maintain turns visitors away and lets them in, or null: {@code {maintenance}} is {@code
   *     on} or {@code off}
   */
  record Commands(
      List<String> hosts,
      String name,
      Backend backend,
      String set,
      @Nullable String show,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String maintain,
      @Nullable String as)
      implements Router {
    public Commands {
      hosts = List.copyOf(hosts);
    }
  }
}
