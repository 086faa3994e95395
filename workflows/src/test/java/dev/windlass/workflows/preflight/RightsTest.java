package dev.windlass.workflows.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.fleet.Right;
import dev.windlass.workflows.plan.QueueWorkers;
import dev.windlass.workflows.scene.Plans;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "systemctl reload php8.2-fpm        | systemctl reload php8.2-fpm",
        "{path}/bin/reload {host}           | {path}/bin/reload {host}",
        "bin/reload {release}               | bin/reload *",
        "cd /tmp && touch here              | /bin/sh -c *",
        "x=$({as} crontab -l 2>&1 && echo .)| crontab -l",
        "{as} kill -s KILL $old             | kill -s KILL *",
        "{as} timeout 5 /bin/sh -c 'a b'    | timeout 5 /bin/sh -c *",
        "{as} supervisorctl start shop: 2>&1| supervisorctl start shop:",
      })
  void aLineNamesWhatSudoIsAskedFor(String line, String asked) {
    assertThat(HostJobRenderer.bySudo(line(line, "root"))).containsExactly(asked);
    assertThat(HostJobRenderer.bySudo(line(line, null))).isEmpty();
  }

  @Test
  void workersAreAskedForOnTheirHostsOnly() {
    List<Right> rights = Rights.of(Plans.atomic().background(QueueWorkers.Moment.FIRST).plan());

    assertThat(rights)
        .extracting(Right::command)
        .contains(
            "supervisorctl start shop-horizon:",
            "supervisorctl status shop-horizon:",
            "supervisorctl signal KILL shop-horizon:");
    assertThat(rights)
        .filteredOn(right -> right.command().startsWith("supervisorctl"))
        .allMatch(right -> "root".equals(right.as()) && right.roles().equals(List.of("queue")));
  }

  @Test
  void aBalancerWithoutAnotherUserIsAskedForItsDirectory() {
    assertThat(Rights.of(Plans.atomic().plan()))
        .containsExactly(new Right(null, "", "/etc/nginx", List.of("lb-1"), List.of()));
  }

  private static HostJob.Line line(String text, @Nullable String as) {
    return new HostJob.Line("line", text, null, as, List.of(), List.of());
  }
}
