package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.stories.Windlass.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Attempts that come to nothing: whatever is on the hosts, runs there or is in the schema is as
 * before, and what was said tells why and what to type next.
 *
 * @param second a database of PostgreSQL that some of them use
 */
record Attempts(Scene scene, Operator operator, String second) {
  private static final String NOTHING = "(?i)nothing (was )?(changed|sent|kept|started)";
  private static final String NEXT = "next: \\S|→ \\S|choose: \\S|upload it again";

  interface Attempt {
    /** What was said, on one line. */
    String made() throws Exception;
  }

  /** Refused before anything changed; every one of the words is said. */
  void refused(Attempt attempt, String... words) throws Exception {
    assertThat(unharmed(attempt, words)).containsPattern(NOTHING).containsPattern(NEXT);
  }

  /** Begun, and taken back. */
  void takenBack(Attempt attempt, String... words) throws Exception {
    assertThat(unharmed(attempt, words)).containsPattern(NEXT);
  }

  /** All is as before; every one of the words is said. */
  String unharmed(Attempt attempt, String... words) throws Exception {
    Snapshot before = Snapshot.of(scene, second);
    String said = attempt.made();
    assertThat(said).contains(words);
    assertThat(before.differences(Snapshot.of(scene, second))).isEmpty();
    return said;
  }

  /** Deploys and stays until the end. */
  String deploy(int exit, Path artifact, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of("deploy", "production", "--watch"));
    command.addAll(List.of("--artifact", artifact.toString()));
    command.addAll(List.of(more));
    return operator.expect(exit, command.toArray(String[]::new));
  }

  /** Starts a deployment that waits at its gate; its number. */
  String untilItsGate() throws Exception {
    operator.expect(0, "deploy", "production", "--artifact", scene.site.good(1).toString());
    operator.await(() -> operator.phase().equals("waiting"), "the gate");
    return operator.running().path("number").asText();
  }

  /** A problem that the doors answered, as a person would read it. */
  static String words(JsonNode problem) {
    String next = problem.hasNonNull("next") ? " next: " + problem.path("next").asText() : "";
    String errors = problem.has("errors") ? " " + problem.path("errors") : "";
    return (problem.path("detail").asText() + next + errors).replaceAll("\\s+", " ");
  }

  /** Neither by the command nor by the doors, should the command ever let it pass. */
  void unread(String yaml, String... words) throws Exception {
    String before = registered();
    refused(
        () -> {
          JsonNode door = scene.windlass.put("/applications/shop", "text/yaml", yaml);
          assertThat(words(door)).contains(words).containsPattern(NOTHING).containsPattern(NEXT);
          return bring(yaml);
        },
        words);
    assertThat(registered()).isEqualTo(before);
  }

  /** Tries to deploy with this file. */
  String bring(String yaml) throws Exception {
    Path file = Files.writeString(scene.folder.resolve("other.yaml"), yaml);
    return deploy(2, scene.site.good(1), "--file", file.toString());
  }

  private String registered() throws Exception {
    return scene.windlass.ask("/applications/shop").path("version").asText();
  }

  /** A plan that was only made. */
  JsonNode plan(Path artifact) throws Exception {
    Said said = scene.windlass.run("plan", "production", "--artifact", artifact + "", "--json");
    assertThat(said.exit()).as(said.text()).isZero();
    return Windlass.json(said.text());
  }

  /** Deploys what was planned. */
  String deploy(int exit, JsonNode plan) throws Exception {
    String hash = plan.path("hash").asText();
    return operator.expect(exit, "deploy", "production", "--plan", hash, "--watch");
  }

  /** What the doors answer who says something to a run. */
  String tell(String deployment, String verb, String json) throws Exception {
    return words(scene.windlass.tell("/deployments/" + deployment + "/" + verb, json));
  }

  /** It is this one that runs, and nobody has approved it. */
  void stillWaits(String deployment) throws Exception {
    assertThat(operator.running().path("number").asText()).isEqualTo(deployment);
    assertThat(operator.phase()).isEqualTo("waiting");
    assertThat(operator.running().at("/status/gates/0/gate").asText()).isEqualTo("go");
    assertThat(operator.running().at("/status/gates/0/approvedBy")).isEmpty();
  }

  /** Id of the live release. */
  String live() throws Exception {
    return operator.environment().at("/live/id").asText();
  }

  /** Names of what is in the artifact store. */
  List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(scene.folder.resolve("artifacts"))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  /** In the file as it stands. */
  void change(String from, String to) throws IOException {
    scene.edit(text -> {
      assertThat(text).contains(from);
      return text.replace(from, to);
    });
  }
}
