package dev.windlass.activities.ssh.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of secrets in jobs on a host of either kind. */
abstract class JobSecretsContract extends JobFixture {

  @Test
  void keepsSecretsOffDisksAndProcessListsAndOutOfWhatItTells() throws Exception {
    String secret = "geheim-" + UUID.randomUUID() + "-'quoted'";
    var secrets = new TreeMap<>(Map.of("DB_PASSWORD", secret, "dir", "another"));
    var heard = new Heard();
    JobRequest request =
        request(
            List.of(
                JobCommand.of(
                    "use",
                    "printf %s \"$DB_PASSWORD\" | sha256sum; ps axww -o args >processes;"
                        + " printf %s \"$DB_PASSWORD\" | head -c 9; sleep 0.4;"
                        + " printf %s \"$DB_PASSWORD\" | tail -c +10; echo; echo $dir")),
            secrets,
            JobRequest.Terms.limitedTo(Duration.ofSeconds(20)));

    var result = (JobResult.Finished) jobs.run(host, request, heard);

    String expected = JobScript.digest(secret) + "  -\n[REDACTED]\n[REDACTED]\n";
    assertThat(result.tail()).isEqualTo(expected);
    assertThat(heard.text()).isEqualTo(expected);
    assertThat(seen.resolve("processes")).content().doesNotContain(secret);
    try (var files = Files.list(directory())) {
      for (Path file : files.toList()) {
        assertThat(file).content().doesNotContain("geheim-");
      }
    }
    assertThat(request.toString()).doesNotContain(secret);
  }

  @Test
  void showsASecretInTheEnvironmentOfNoOtherCommand() throws Exception {
    String shown = "tr '\\0' '\\n' </proc/$$/environ | grep -c geheim";
    JobRequest request =
        new JobRequest(
            operation,
            scope,
            List.of(
                JobCommand.of("use", shown),
                new JobCommand("other", shown + " || true", List.of(), List.of("KEY"))),
            JobSecrets.handing(new TreeMap<>(Map.of("KEY", "geheim"))),
            JobRequest.Terms.limitedTo(Duration.ofSeconds(20)));

    assertThat(((JobResult.Finished) run(request)).tail()).isEqualTo("1\n0\n");
  }

  @Test
  void hidesWhatItsCommandsFindWithoutBeingHandedIt() throws Exception {
    var heard = new Heard();
    JobRequest request =
        new JobRequest(
            operation,
            scope,
            List.of(
                JobCommand.of(
                    "print",
                    "echo \"KEY='ge'heim\"; until [ -e go ]; do sleep 0.05; done; echo it is secret")),
            JobSecrets.hiding(List.of("it is secret")),
            JobRequest.Terms.limitedTo(Duration.ofSeconds(20)));

    Future<JobResult> running = pool.submit(() -> jobs.run(host, request, heard));
    assertThat(heard.first.await(10, TimeUnit.SECONDS)).as("told while it runs").isTrue();
    Files.createFile(seen.resolve("go"));
    running.get(20, TimeUnit.SECONDS);

    assertThat(heard.text()).isEqualTo("KEY='ge'heim\n[REDACTED]\n");
    assertThat(directory().resolve("log")).hasContent("KEY='ge'heim\n[REDACTED]\n");
  }
}
