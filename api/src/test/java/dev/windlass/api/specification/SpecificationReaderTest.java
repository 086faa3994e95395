package dev.windlass.api.specification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.specification.source.SpecificationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SpecificationReaderTest {

  private static final String MINIMAL =
      """
      application: shop
      preset: php
      release: {artifact: upload}
      environments:
        production:
          ssh: {user: deploy}
          hosts: {web: [web-1.shop.example]}
          reload: {php-fpm: {service: php8.3-fpm, as: root}}
      """;

  static String example() throws IOException {
    return Files.readString(Path.of("../docs/windlass.example.yaml"));
  }

  @Test
  void completesTheMinimalFile() {
    Environment production = SpecificationReader.read(MINIMAL).environment("production");

    assertThat(production.layout())
        .isEqualTo(
            new Layout(
                "/var/www/shop",
                5,
                List.of(),
                new Writable(null, Writable.How.ACL, List.of()),
                null));
    assertThat(production.strategy()).isInstanceOf(Strategy.Atomic.class);
    assertThat(production.backend()).isEqualTo(new Backend(80, Backend.Scheme.HTTP));
    assertThat(production.build()).containsOnlyKeys("composer");
    assertThat(production.reload()).containsExactly(new Reload.PhpFpm("php8.3-fpm", "root"));
    assertThat(production.watch()).isEqualTo(new Watch.Span(Duration.ZERO));
    assertThat(production.standingWatch()).isNull();
  }

  @Test
  void readsTheExampleWithoutAProblem() throws IOException {
    try {
      assertThat(SpecificationReader.read(example()).environments()).hasSize(4);
    } catch (SpecificationException problems) {
      throw new AssertionError(problems.getMessage(), problems);
    }
  }

  @Test
  void mergesChecksKeyByKeyAndReplacesTheRest() throws IOException {
    Environment production = SpecificationReader.read(example()).environment("production");

    assertThat(production.checks().get("up"))
        .extracting(Check::rule, InstanceOfAssertFactories.type(Check.Rule.class))
        .satisfies(rule -> {
          assertThat(rule.failures()).isEqualTo(2);
          assertThat(rule.every()).isEqualTo(Duration.ofSeconds(5));
        });
    assertThat(production.checks())
        .containsOnlyKeys("up", "port", "queue", "health", "log", "room", "orders");
    assertThat(production.ssh().port()).isEqualTo(22);
    assertThat(production.hosts("web"))
        .hasSize(8)
        .startsWith("web-1.shop.internal")
        .endsWith("web-8.shop.internal");
  }

  @Test
  void takesAStaticSiteWithTenLines() {
    Environment production =
        SpecificationReader.read(
                """
                application: site
                preset: static
                release: {git: "git@github.com:acme/site.git"}
                environments:
                  production:
                    ssh: {user: deploy}
                    hosts: {web: [web-1.site.example]}
                """)
            .environment("production");

    assertThat(production.reload()).isEmpty();
    assertThat(production.build()).isEmpty();
    assertThat(production.release())
        .isEqualTo(new Release.Git("git@github.com:acme/site.git", "main", null));
  }

  @Test
  void takesAWatchAsATimeOrWithAWordOnFailure() {
    assertThat(watch("watch: 15m"))
        .isEqualTo(new Watch.Span(Duration.ofMinutes(15)))
        .extracting(Watch::onFailure)
        .isEqualTo(Watch.OnFailure.ROLLBACK);
    assertThat(watch("watch: {lasts: 15m, onFailure: alarm}"))
        .isEqualTo(new Watch.Declared(Duration.ofMinutes(15), Watch.OnFailure.ALARM));
    assertThat(watch("watch: {lasts: 15m}").onFailure()).isEqualTo(Watch.OnFailure.ROLLBACK);
  }

  private static Watch watch(String line) {
    return SpecificationReader.read(MINIMAL + line + "\n").environment("production").watch();
  }

  @Test
  void takesAStandingWatchThatAnEnvironmentMaySkip() throws IOException {
    Specification example = SpecificationReader.read(example());

    assertThat(example.environment("production").standingWatch())
        .isEqualTo(new StandingWatch.Every(Duration.ofSeconds(30)));
    assertThat(example.environment("testing").standingWatch()).isEqualTo(new StandingWatch.Skip());
  }

  @Test
  void keepsOnAndOffAndOctalsAsTheyAreWritten() {
    Environment production =
        SpecificationReader.read(
                MINIMAL + "env: {FEATURE: on, MODE: 0755, VERSION: 1.10, OFF: no}\n")
            .environment("production");

    assertThat(production.env().values())
        .containsExactly(
            new EnvironmentValue.Plain("on"),
            new EnvironmentValue.Plain("0755"),
            new EnvironmentValue.Plain("1.10"),
            new EnvironmentValue.Plain("no"));
  }

  @Test
  void ignoresKeysOfOthersAndFollowsTheirAnchors() {
    Environment production =
        SpecificationReader.read(
                "x-shared: &logs {path: /srv/x/y, keep: 9}\nlayout: *logs\n" + MINIMAL)
            .environment("production");

    assertThat(production.layout().keep()).isEqualTo(9);
  }

  @Test
  void expandsPatternsOfHostsWithTheirZeros() {
    assertThat(Hosts.expand("web-[08-11].x"))
        .containsExactly("web-08.x", "web-09.x", "web-10.x", "web-11.x");
    assertThat(Hosts.expand("r[1-2]-[1-2]")).containsExactly("r1-1", "r1-2", "r2-1", "r2-2");
    assertThat(Hosts.expand("web-[3-2]")).isEmpty();
  }
}
