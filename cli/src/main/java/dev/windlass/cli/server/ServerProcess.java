package dev.windlass.cli.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** A running server of this process. */
public final class ServerProcess implements AutoCloseable {

  private static final List<String> ALWAYS =
      List.of(
          "spring.main.banner-mode=off",
          "spring.main.keep-alive=true",
          "spring.threads.virtual.enabled=true",
          "server.shutdown=graceful",
          "spring.lifecycle.timeout-per-shutdown-phase=15s",
          "management.endpoints.web.exposure.include=health,prometheus",
          "management.endpoint.health.show-details=always");

  private final ConfigurableApplicationContext context;

  private ServerProcess(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * What must be settled before anything else of this JVM begins: the JDK reads the property with
   * the first HTTP client, and what starts before the server's own log would be chatty.
   */
  public static void prepare() {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    LoggingSystem.get(ServerProcess.class.getClassLoader()).beforeInitialize();
  }

  /**
   * Doors and worker together.
   *
   * @param settings {@code name=value}; environment and files override them
   */
  public static ServerProcess whole(List<String> settings) {
    return whole(settings, List.of());
  }

  /**
   * @param chosen {@code name=value} that somebody typed: they win over environment and files
   */
  static ServerProcess whole(List<String> settings, List<String> chosen) {
    return start(WholeApplication.class, settings, chosen);
  }

  /** The doors alone; refuses a database that a worker apart could not use. */
  static ServerProcess api(List<String> settings, List<String> chosen) {
    List<String> apart = new ArrayList<>(settings);
    apart.add("windlass.store.role=api");
    return start(ApiApplication.class, apart, chosen);
  }

  static ServerProcess start(Class<?> application, List<String> settings, List<String> chosen) {
    List<String> all = new ArrayList<>(ALWAYS);
    all.addAll(settings);
    // Whoever started us ends us, after the work and before the engine: no hook of Spring's own.
    return new ServerProcess(
        new SpringApplicationBuilder(application)
            .registerShutdownHook(false)
            .properties(all.toArray(String[]::new))
            .run(chosen.stream().map(one -> "--" + one).toArray(String[]::new)));
  }

  /** A setting as it counts in the end, empty where there is none. */
  String setting(String name) {
    return Objects.requireNonNullElse(context.getEnvironment().getProperty(name), "");
  }

  /** Where it is reached on this machine. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + setting("local.server.port"));
  }

  @Override
  public void close() {
    context.close();
  }
}
