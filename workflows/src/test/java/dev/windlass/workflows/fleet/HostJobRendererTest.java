package dev.windlass.workflows.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostJobRendererTest {

  @Test
  void quotesWhatReplacesPlaceholders() {
    assertThat(script("php build.php {release} {revision} {host}; cat {path}/x", null))
        .isEqualTo(
            "set -e\ncd '/srv/a b'\nphp build.php 20261121-1 'v1 {host}' web-1; cat '/srv/a b'/x");
  }

  @Test
  void leavesTheShellsOwnBracesAlone() {
    assertThat(script("echo ${path} {other} ${release:-x}", null))
        .endsWith("\necho ${path} {other} ${release:-x}");
  }

  @Test
  void handsASimpleCommandToSudoWordByWord() {
    assertThat(script("systemctl reload php8.3-fpm", "root"))
        .isEqualTo("set -e\ncd '/srv/a b'\nsudo -n -u root -- systemctl reload php8.3-fpm");
  }

  @Test
  void handsAnythingElseToAShellOfThatUser() {
    assertThat(script("A=1 x && echo 'it''s'\ny # why", "app"))
        .isEqualTo(
            "set -e\ncd '/srv/a b'\nsudo -n -u app -- /bin/sh -c "
                + "'set -e\nA=1 x && echo '\\''it'\\'''\\''s'\\''\ny # why'");
    assertThat(script("A=1 printenv", "app")).contains("-- /bin/sh -c ");
  }

  @Test
  void setsTheUmaskForTheCommandAndForSudo() {
    Layout layout = new Layout("/srv/shop", 5, List.of(), null, "027");
    HostJob.Line line =
        new HostJob.Line("x", "systemctl reload php", "/srv", "root", List.of(), List.of());
    assertThat(HostJobRenderer.script(line, layout))
        .isEqualTo("set -e\numask 027\ncd /srv\nsudo -n -u root -- systemctl reload php");
    assertThat(HostJobRenderer.script(line, new Layout("/srv/shop", 5, List.of())))
        .isEqualTo(HostJobRenderer.script(line));
  }

  @Test
  void leavesOutLinesOfOtherRoles() {
    HostJob.Line queue = new HostJob.Line("q", "x", null, null, List.of(), List.of("queue"));
    assertThat(render(queue)).isEmpty();
  }

  @Test
  void givesEachHostItsOwnPathWhereTheFileSaysSo() {
    HostJob job =
        new HostJob("x", List.of(HostJob.Line.of("x", "ls {path}")), Duration.ofMinutes(1), false);
    assertThat(
            HostJobRenderer.render(
                    job,
                    new Host("127.0.0.11", 22, "deploy", List.of("web"), null),
                    new Layout("/srv/{host}/shop", 5, List.of()),
                    new Change("d1", 1, "shop", "demo", "20261121-1", "v1"))
                .getFirst())
        .isEqualTo(
            new HostJob.Line(
                "x",
                "ls /srv/127.0.0.11/shop",
                "/srv/127.0.0.11/shop",
                null,
                List.of(),
                List.of()));
  }

  private static String script(String line, @Nullable String as) {
    return HostJobRenderer.script(
        render(new HostJob.Line("x", line, null, as, List.of(), List.of())).getFirst());
  }

  private static List<HostJob.Line> render(HostJob.Line line) {
    return HostJobRenderer.render(
        new HostJob("prepare", List.of(line), Duration.ofMinutes(1), false),
        new Host("web-1", 22, "deploy", List.of("web"), null),
        new Layout("/srv/a b", 5, List.of()),
        new Change("d1", 1, "shop", "production", "20261121-1", "v1 {host}"));
  }
}
