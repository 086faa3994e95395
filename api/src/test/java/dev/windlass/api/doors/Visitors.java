package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windlass.api.doors.Caller.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** Who comes to the doors and what they bring. */
record Visitors(int port) {

  private static final AtomicInteger NAMES = new AtomicInteger();

  Caller admin() {
    return new Caller(port, House.ADMIN);
  }

  Caller nobody() {
    return new Caller(port, "");
  }

  /** A token with one role. */
  Caller with(String role, String application, String environment) {
    Answer made =
        admin()
            .post(
                "/api/v1/tokens",
                """
                {"name": "%s-%d", "roles": [{"application": "%s", "environment": "%s", "role": "%s"}]}
                """
                    .formatted(role, NAMES.incrementAndGet(), application, environment, role));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return new Caller(port, made.at("/secret"));
  }

  /** The name of an application that no other test has. */
  static String application() {
    return "shop" + NAMES.incrementAndGet();
  }

  static String yaml(String application) {
    return """
    application: %1$s
    preset: static
    release: {artifact: upload}
    environments:
      staging:
        ssh: {user: deploy}
        hosts: {web: [stage-1.%1$s.example]}
      production:
        ssh: {user: deploy}
        hosts: {web: ["web-[1-2].%1$s.example"]}
    """
        .formatted(application);
  }

  /** Brings the file of a new application. */
  String newApplication() {
    String application = application();
    Answer put = admin().put("/api/v1/applications/" + application, "text/yaml", yaml(application));
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    return application;
  }

  static byte[] artifact(String content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Uploads and plans; the plan's hash. */
  String plan(String application, String environment) {
    byte[] artifact = artifact(application);
    assertThat(admin().put("/api/v1/artifacts/" + digest(artifact), artifact).status())
        .isIn(200, 201);
    Answer plan =
        admin()
            .post(
                "/api/v1/applications/%s/environments/%s/plans".formatted(application, environment),
                "{\"artifact\": {\"digest\": \"%s\", \"revision\": \"4f2c9a1\"}}"
                    .formatted(digest(artifact)));
    assertThat(plan.status()).as(plan.text()).isEqualTo(201);
    return plan.at("/hash");
  }

  /** Starts a deployment and waits until it waits for its gate; its number. */
  String deployment(String application, String environment) {
    Answer started =
        admin()
            .post("/api/v1/deployments", "{\"plan\": \"" + plan(application, environment) + "\"}");
    assertThat(started.status()).as(started.text()).isEqualTo(201);
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> admin().get("/api/v1/deployments/" + started.at("/id")),
            view -> view.at("/phase").equals("waiting"))
        .at("/number");
  }
}
