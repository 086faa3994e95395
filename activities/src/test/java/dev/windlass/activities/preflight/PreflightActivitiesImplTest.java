package dev.windlass.activities.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.migration.MigrationActivitiesImpl;
import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.preflight.PlannedNames;
import dev.windlass.workflows.preflight.PreflightActivities;
import dev.windlass.workflows.preflight.PreflightActivities.CheckNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightActivitiesImplTest {

  @TempDir private Path folder;
  private final Engine engine = new Engine();
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));
  private @Nullable PreflightActivities activities;

  @BeforeEach
  void start() {
    fleet = new TestFleet(folder);
    var migrations =
        new MigrationActivitiesImpl(
            new DatabaseRoute.Opener(fleet.grants, fleet.sessions()),
            fleet::fetch,
            new SimpleMeterRegistry());
    activities =
        engine.of(
            PreflightActivities.class,
            new PreflightActivitiesImpl(fleet.grants, fleet::fetch, migrations));
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
    fleet.close();
  }

  @Test
  void tellsSecretsThatAreNotGrantedAndVariablesThatTheFileLeavesOut() throws Exception {
    fleet.grants.with("app-key", "5ecret");
    List<String> secrets = List.of("app-key", "db-app");
    ReleaseSource.Artifact artifact = packed("APP_KEY=\nSTRIPE_SECRET=\n");

    assertThat(problems(new PlannedNames(secrets, List.of(), List.of("APP_KEY")), artifact))
        .containsExactly(
            new Problem("secret db-app", "not granted", "add it to windlass.grants"),
            new Problem(
                "env",
                "STRIPE_SECRET missing (in .env.example line 2)",
                "add it to env in the file; a secret as {secret: name}"));
    assertThat(problems(new PlannedNames(List.of(), List.of(), null), artifact))
        .as("where other files are read beside it, the hosts are asked")
        .isEmpty();
  }

  @Test
  void tellsAnArtifactThatIsNoneOrCannotBeUnpacked() throws Exception {
    PlannedNames names = new PlannedNames(List.of(), List.of(), List.of("APP_KEY"));
    assertThat(problems(names, artifact("unknown")))
        .extracting(Problem::what)
        .containsExactly("no artifact with digest unknown");

    fleet.artifact("broken", Files.write(folder.resolve("broken"), new byte[100]));
    assertThat(problems(names, artifact("broken")))
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.what()).startsWith("the artifact cannot be unpacked ("));
  }

  private List<Problem> problems(PlannedNames names, ReleaseSource.Artifact artifact) {
    return Objects.requireNonNull(activities)
        .checkNames(new CheckNames("shop", "production", names, artifact))
        .problems();
  }

  private ReleaseSource.Artifact packed(String example) throws Exception {
    Files.writeString(folder.resolve(".env.example"), example);
    Path file = folder.resolve("release.tar.gz");
    Process tar =
        new ProcessBuilder(
                "tar", "-czf", file.toString(), "-C", folder.toString(), "./.env.example")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    fleet.artifact("release", file);
    return artifact("release");
  }

  private static ReleaseSource.Artifact artifact(String digest) {
    return new ReleaseSource.Artifact(digest, 100, ArchiveForm.TAR_GZ, "4f2c9a1");
  }
}
