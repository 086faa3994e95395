package dev.windlass.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.sandbox.parts.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Windlass as production runs it: an api and a worker as processes of their own, on PostgreSQL and
 * a real Temporal; driven by the {@code windlass} command, as an operator would.
 */
final class Windlass {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Nothing is measured by it: a machine that is busy otherwise takes its time. */
  private static final Duration START = Duration.ofMinutes(3);

  private final Path folder;
  private final Map<String, String> environment;
  private final int port = Ports.free();
  private final Started started;
  private Process api;
  private Process worker;
  private int workerPort;

  private Windlass(Started started, Path folder, Map<String, String> environment) throws Exception {
    this.started = started;
    this.folder = folder;
    this.environment = new TreeMap<>(environment);
    this.environment.put("WINDLASS_SERVER", "http://127.0.0.1:" + port);
    this.environment.put("WINDLASS_API_DATA", folder.resolve("data").toString());
    this.environment.put("WINDLASS_STORE_ARTIFACTS", folder.resolve("artifacts").toString());
    this.environment.put("HOME", folder.toString());
    this.api = launch("api", "--port", Integer.toString(port));
    started.add(() -> end(api));
    awaitToken();
    this.worker = launch("worker");
    started.add(() -> end(worker));
    awaitWell();
  }

  /**
   * Starts both and waits until they are well.
   *
   * @param folder working directory; holds windlass.yaml and windlass-worker.yaml
   * @param environment settings of both, as documented for operators
   */
  static Windlass start(Path folder, Map<String, String> environment) throws Exception {
    return Started.whole(started -> new Windlass(started, folder, environment));
  }

  private Process launch(String... role) throws IOException {
    List<String> line = new ArrayList<>(List.of(ROOT.resolve("bin/windlass").toString()));
    line.addAll(List.of(role));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(role[0]).toFile()));
    builder.environment().putAll(environment);
    if (role[0].equals("worker")) {
      workerPort = Ports.free();
      builder.environment().put("SERVER_PORT", Integer.toString(workerPort));
      builder
          .environment()
          .put(
              "JAVA_TOOL_OPTIONS",
              "-Djava.io.tmpdir=" + Files.createDirectories(temporary()) + names());
    }
    return builder.start();
  }

  /** What the worker is told of a file as /etc/hosts in the folder, which is all it knows then. */
  private String names() {
    Path names = folder.resolve("hosts");
    return Files.exists(names) ? " -Djdk.net.hosts.file=" + names : "";
  }

  /** Where the worker holds what it needs for a while. */
  Path temporary() {
    return folder.resolve("temporary");
  }

  Path log(String role) {
    return folder.resolve(role + ".log");
  }

  private void awaitToken() throws Exception {
    Path token = folder.resolve("data/first-token");
    await(() -> Files.exists(token) && !Files.readString(token).isBlank(), "the first token");
    environment.put("WINDLASS_TOKEN", Files.readString(token).strip());
  }

  private void awaitWell() throws Exception {
    await(() -> run("doctor").exit() == 0, "a good word from windlass doctor");
  }

  private void await(Condition condition, String what) throws Exception {
    long deadline = System.nanoTime() + START.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline || !api.isAlive()) {
        throw new IOException(
            "waited for %s\ndoctor: %s\napi: %s\nworker: %s"
                .formatted(what, run("doctor").text(), lastOf("api"), lastOf("worker")));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** The end of a role's log. */
  String lastOf(String role) throws IOException {
    if (!Files.exists(log(role))) {
      return "not started";
    }
    List<String> lines = Files.readAllLines(log(role));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
  }

  /** Kills the worker as a lost machine would. */
  void killWorker() {
    worker.destroyForcibly();
    worker.onExit().join();
  }

  void startWorker() throws IOException {
    worker = launch("worker");
  }

  /** Kills the doors as a lost machine would. */
  void killApi() {
    api.destroyForcibly();
    api.onExit().join();
  }

  void startApi() throws IOException {
    api = launch("api", "--port", Integer.toString(port));
  }

  /** What a command answered to {@code --json}. */
  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  /** What the doors answer to a GET below {@code /api/v1}; an empty tree when nobody answers. */
  JsonNode ask(String path) throws IOException, InterruptedException {
    return call(HttpRequest.newBuilder().uri(door(path)));
  }

  /** The same for a POST without a body. */
  JsonNode tell(String path) throws IOException, InterruptedException {
    return call(HttpRequest.newBuilder().uri(door(path)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** The same with a body of JSON; a refusal comes as its words. */
  JsonNode tell(String path, String json) throws IOException, InterruptedException {
    return call(
        HttpRequest.newBuilder()
            .uri(door(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** The same for a PUT of a text of this type. */
  JsonNode put(String path, String type, String text) throws IOException, InterruptedException {
    return call(
        HttpRequest.newBuilder(door(path))
            .header("Content-Type", type)
            .PUT(HttpRequest.BodyPublishers.ofString(text)));
  }

  private URI door(String path) {
    return URI.create("http://127.0.0.1:" + port + "/api/v1" + path);
  }

  private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
    request.header("Authorization", "Bearer " + environment.get("WINDLASS_TOKEN"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              request.timeout(Duration.ofSeconds(15)).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (ConnectException | HttpTimeoutException nobody) {
      return JSON.createObjectNode();
    }
  }

  /** What the worker's meters say. */
  String meters() throws IOException, InterruptedException {
    return Shell.run(
        "curl", "-sf", "http://127.0.0.1:%d/actuator/prometheus".formatted(workerPort));
  }

  /** Runs a {@code windlass} command to its end. */
  Said run(String... arguments) throws IOException, InterruptedException {
    return finished(begin(arguments));
  }

  /** The same as somebody else. */
  Said runAs(String token, String... arguments) throws IOException, InterruptedException {
    return finished(begin(Map.of("WINDLASS_TOKEN", token), arguments));
  }

  /** The same with these settings and none of the others; ends it where it stays for a minute. */
  Said alone(Map<String, String> settings, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(ROOT.resolve("bin/windlass").toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log("alone").toFile());
    builder.environment().putAll(settings);
    Process process = builder.start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      end(process);
    }
    return new Said(process.exitValue(), lastOf("alone"));
  }

  private static Said finished(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  /** Begins a {@code windlass} command; its output can be read while it runs. */
  Process begin(String... arguments) throws IOException {
    return begin(Map.of(), arguments);
  }

  /** What a terminal shows on which Ctrl-C is typed once the command has said this. */
  Said interrupted(String awaited, String... arguments) throws Exception {
    return typed(awaited, "\3", arguments);
  }

  /** What a terminal shows on which somebody says yes to this question. */
  Said agreed(String question, String... arguments) throws Exception {
    return typed(question, "y\n", arguments);
  }

  private Said typed(String awaited, String keys, String... arguments) throws Exception {
    Path script = folder.resolve("typist.py");
    try (InputStream source =
        Objects.requireNonNull(Windlass.class.getResourceAsStream("typist.py"))) {
      Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> line = new ArrayList<>(List.of("python3", script.toString(), awaited, keys));
    line.add(ROOT.resolve("bin/windlass").toString());
    line.addAll(List.of(arguments));
    return finished(begin(Map.of(), line));
  }

  private Process begin(Map<String, String> also, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(ROOT.resolve("bin/windlass").toString()));
    line.addAll(List.of(arguments));
    return begin(also, line);
  }

  private Process begin(Map<String, String> also, List<String> line) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().putAll(also);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  void close() throws Exception {
    started.close();
  }

  private static void end(Process process) {
    process.destroy();
    process.onExit().join();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  /** What a command printed and how it ended. */
  record Said(int exit, String text) {}
}
