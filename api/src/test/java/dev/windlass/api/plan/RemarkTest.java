package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemarkTest {

  private static final String FILE =
      """
      windlass: 1
      application: shop
      preset: static
      environments:
        production:
          ssh: {user: deploy}
          hosts: {web: ["web-[1-8].shop.internal"]}
          release: {artifact: upload}
          balancer: {nginx: {hosts: [lb-1.shop.internal], file: /etc/nginx/shop.conf}}
          strategy:
            canary:
              hosts: ["web-[1-2].shop.internal"]
              maxLoad: %s
              ramp:
                - {weight: 10, bake: 1m}
                - {weight: 50, bake: 1m}
                - {weight: 100, bake: 1m}
      """;

  @Test
  void namesTheHostsThatAWeightBringsWithIt() {
    assertThat(Remark.of(FILE.formatted("1.3")))
        .hasToString(
            "[remark 16:22  ramp: 50 % needs 4 of 8 web hosts (maxLoad 1.3): web-3..4 join the canary at that step]");
  }

  @Test
  void saysNothingWhereTheCanariesCarryItAlone() {
    assertThat(Remark.of(FILE.formatted("2.5"))).isEmpty();
  }

  @Test
  void saysNothingOfTheLastStep() {
    assertThat(Remark.of(FILE.formatted("1.3"))).noneMatch(one -> one.text().contains("100 %"));
  }

  @Test
  void wondersAtSessionsAndUploadsOfEachWebHostsOwn() {
    String env =
        """
        env: {SESSION_DRIVER: file, FILESYSTEM_DISK: local}
        """;
    assertThat(Remark.of(env + FILE.formatted("2.5")))
        .hasToString(
            "[remark 1:23   env: by SESSION_DRIVER each of 8 web hosts keeps sessions of its own,"
                + " remark 1:46   env: by FILESYSTEM_DISK each of 8 web hosts keeps uploads of its"
                + " own]");
    assertThat(
            Remark.of(env.replace("file", "redis").replace("local", "s3") + FILE.formatted("2.5")))
        .isEmpty();
  }

  @Test
  void findsTheOneOfTheExample() throws IOException {
    List<Remark> remarks = Remark.of(Files.readString(Path.of("../docs/windlass.example.yaml")));
    assertThat(remarks).anyMatch(one -> one.text().startsWith("ramp: 50 % needs 4 of 8 web hosts"));
  }
}
