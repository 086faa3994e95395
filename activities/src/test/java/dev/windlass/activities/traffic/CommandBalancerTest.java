package dev.windlass.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.plan.Backend;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.traffic.Router;
import dev.windlass.workflows.traffic.TrafficActivities.TrafficState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandBalancerTest extends BalancerContract {

  @Override
  Router router(Host host) {
    String file = "'" + temporary.resolve("weights") + "'";
    String doors = "'" + temporary.resolve("doors") + "'";
    String broken = temporary.resolve("broken").toString();
    return new Router.Commands(
        List.of(host.name()),
        "shop",
        new Backend("http", 8080),
        "test ! -e " + broken + " && echo {name} {weight} {canary} {stable} > " + file,
        "cat " + file + " 2>/dev/null || true",
        "test ! -e " + broken + " && echo {maintenance} {retryAfter} {message} > " + doors,
        null);
  }

  @Override
  void breakTheNextChange() throws IOException {
    Files.createFile(temporary.resolve("broken"));
  }

  @Test
  void fillsInAddressesAndWeight() {
    Router router = router(balancer());
    shift(router, 1, TEN);
    assertThat(read(router).content()).isEqualTo("shop 10 127.0.0.31:8080 127.0.0.32:8080\n");
  }

  @Test
  void tellsTheMessageToTheUsersCommand() throws IOException {
    Router router = router(balancer());
    maintain(router, 1, CLOSED);
    assertThat(temporary.resolve("doors")).hasContent("on 120 Back \"soon\" for $5, it's fine\n");
    maintain(router, 1, null);
    assertThat(temporary.resolve("doors")).hasContent("off  \n");
  }

  @Test
  void spreadsTrafficEvenlyWhereThereWasNoSplitBefore() {
    Router router = router(balancer());
    TrafficState former = new TrafficState(List.of(read(router)));
    shift(router, 1, TEN);
    restore(router, 1, former);
    assertThat(read(router).content()).isEqualTo("shop 0  127.0.0.31:8080,127.0.0.32:8080\n");
    assertThat(read(router).split()).isNull();
  }
}
