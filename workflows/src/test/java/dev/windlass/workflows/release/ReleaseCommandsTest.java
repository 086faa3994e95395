package dev.windlass.workflows.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.Backend;
import dev.windlass.workflows.plan.BuildStep;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.SshAccess;
import dev.windlass.workflows.plan.StrategyPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what is rendered with the real shell, below a path that needs quoting. */
class ReleaseCommandsTest {

  private static final String DIGEST = "a".repeat(64);
  private static final ReleaseSource.Artifact ARTIFACT =
      new ReleaseSource.Artifact(DIGEST, 1, ArchiveForm.TAR_GZ, "4f2c9a1");

  @TempDir private Path temporary;
  private Path path = Path.of("/");
  private @Nullable String umask;

  @BeforeEach
  void anEmptyHost() throws Exception {
    path = Files.createDirectory(temporary.resolve("it's $HOME"));
    Files.createDirectories(path.resolve(".windlass/artifacts"));
    Path source = Files.createDirectories(temporary.resolve("source"));
    Files.createDirectories(source.resolve("storage/app"));
    Files.createDirectories(source.resolve("var/log"));
    Files.writeString(source.resolve("index.php"), "<?php");
    Files.writeString(source.resolve("storage/app/.gitignore"), "*");
    Files.writeString(source.resolve("var/log/old"), "x");
    Process tar =
        new ProcessBuilder(
                "tar", "-czf", path + "/.windlass/artifacts/" + DIGEST, "-C", source + "", ".")
            .start();
    assertThat(tar.waitFor()).isZero();
  }

  @Test
  void laysOutAReleaseWithItsLinksRevisionAndBuild() throws IOException {
    DeploymentPlan plan = plan(List.of(), "cat REVISION > built; pwd >> built");
    run(ReleaseCommands.setup(plan.layout()), "r1");
    run(ReleaseCommands.prepare(plan, ARTIFACT), "r1");

    Path release = path.resolve("releases/r1");
    assertThat(release.resolve("index.php")).hasContent("<?php");
    assertThat(release.resolve("built")).hasContent("4f2c9a1\n" + release);
    assertThat(Files.readSymbolicLink(release.resolve("storage")))
        .isEqualTo(Path.of("../../shared/storage"));
    assertThat(release.resolve("var/log").toRealPath())
        .isEqualTo(path.toRealPath().resolve("shared/var/log"));
    assertThat(path.resolve("shared/storage/app/.gitignore")).exists();
  }

  @Test
  void keepsWhatSharedDirectoriesHoldWhenTheNextReleaseComes() throws IOException {
    DeploymentPlan plan = plan(List.of(), "true");
    run(ReleaseCommands.setup(plan.layout()), "r1");
    Files.writeString(path.resolve("shared/var/log/mine"), "keep me");
    run(ReleaseCommands.prepare(plan, ARTIFACT), "r1");
    run(ReleaseCommands.prepare(plan, ARTIFACT), "r1");
    run(ReleaseCommands.prepare(plan, ARTIFACT), "r2");

    assertThat(path.resolve("releases/r2/var/log/mine")).hasContent("keep me");
    assertThat(path.resolve("shared/var/log/old")).doesNotExist();
  }

  @Test
  void refusesASharedPathInsideAnotherInsteadOfDeletingIt() throws IOException {
    DeploymentPlan plan = plan(List.of(), "true", shared("storage"), shared("storage/app"));
    run(ReleaseCommands.setup(plan.layout()), "r1");
    Files.writeString(path.resolve("shared/storage/app/precious"), "x");

    assertThat(outcome(ReleaseCommands.prepare(plan, ARTIFACT), "r1"))
        .contains("storage/app: its parent leads out of the release");
    assertThat(path.resolve("shared/storage/app/precious")).exists();
  }

  @Test
  void publishesAndGoesBackByOneLink() throws IOException {
    DeploymentPlan plan = plan(List.of(), "true");
    run(ReleaseCommands.setup(plan.layout()), "r1");
    run(ReleaseCommands.prepare(plan, ARTIFACT), "r1");
    run(ReleaseCommands.prepare(plan, ARTIFACT), "r2");
    run(ReleaseCommands.publish(plan), "r1");
    run(ReleaseCommands.publish(plan), "r2");
    assertThat(live()).isEqualTo("releases/r2");

    run(ReleaseCommands.restore(plan, "r1"), "r2");
    run(ReleaseCommands.restore(plan, "r1"), "r2");
    assertThat(live()).isEqualTo("releases/r1");
    assertThat(path.resolve("reloaded")).hasContent("r1\nr2\nr1\nr1");

    run(ReleaseCommands.restore(plan, null), "r2");
    assertThat(Files.exists(path.resolve("current"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void publishesNothingThatIsNotThere() {
    assertThat(outcome(ReleaseCommands.publish(plan(List.of(), "true")), "r9"))
        .contains("releases/r9: not on this host");
    assertThat(path.resolve("current")).doesNotExist();
  }

  @Test
  void neverRemovesTheLiveRelease() throws IOException {
    DeploymentPlan plan = plan(List.of(), "true");
    run(ReleaseCommands.setup(plan.layout()), "r1");
    run(ReleaseCommands.prepare(plan, ARTIFACT), "r1");
    run(ReleaseCommands.prepare(plan, ARTIFACT), "r 2");
    run(ReleaseCommands.publish(plan), "r1");

    assertThat(outcome(ReleaseCommands.discard(), "r1")).contains("is live, not removed");
    assertThat(outcome(ReleaseCommands.prepare(plan, ARTIFACT), "r1")).contains("is live");
    run(ReleaseCommands.prune(List.of("r 2", "never there")), "r3");
    assertThat(path.resolve("releases").toFile().list()).containsExactly("r1");
    assertThat(path.resolve(".windlass/gone")).isEmptyDirectory();
  }

  @Test
  void givesWhatItMakesNoMoreThanTheUmask() throws IOException {
    umask = "077";
    DeploymentPlan plan = plan(List.of(new EnvironmentVariable("A", "b", null)), "touch built");
    run(ReleaseCommands.setup(plan.layout()), "r1");
    run(ReleaseCommands.prepare(plan, ARTIFACT), "r1");

    for (String file : List.of("index.php", "built", ".env", "REVISION")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(path.resolve("releases/r1/" + file))))
          .as(file)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void writesAnEnvFileThatItsReadersReadBack() throws IOException {
    List<EnvironmentVariable> env =
        List.of(
            new EnvironmentVariable("PLAIN", "a b#c", null),
            new EnvironmentVariable("DOLLAR", "a$HOME`id`\\n\"", null),
            new EnvironmentVariable("QUOTE", "it's $x \\ \"y\"", null),
            new EnvironmentVariable("LINES", "one\ntwo\n", null),
            new EnvironmentVariable("PASSWORD", null, "db"));
    DeploymentPlan plan = plan(env, "true");
    run(ReleaseCommands.setup(plan.layout()), "r1");
    run(ReleaseCommands.prepare(plan, ARTIFACT), "r1");

    Path file = path.resolve("releases/r1/.env");
    assertThat(file)
        .hasContent(
            """
            PLAIN='a b#c'
            DOLLAR='a$HOME`id`\\n"'
            QUOTE="it's \\$x \\\\ \\"y\\""
            LINES="one
            two
            "
            PASSWORD='s3cret $1'
            """);
    assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("OTHERS");
  }

  private DeploymentPlan plan(
      List<EnvironmentVariable> env, String build, Layout.Shared... shared) {
    List<Layout.Shared> links =
        shared.length == 0 ? List.of(shared("storage"), shared("var/log")) : List.of(shared);
    return new DeploymentPlan(
        1,
        PlanKind.DEPLOYMENT,
        "shop",
        "production",
        ARTIFACT,
        new Layout(path.toString(), 2, links, null, umask),
        new SshAccess(null, null, null),
        List.of(),
        new Backend("http", 80),
        null,
        env,
        List.of(new BuildStep("build", List.of(command("build", build)))),
        List.of(command("reload", "basename \"$(pwd -P)\" >> {path}/reloaded")),
        null,
        null,
        null,
        new StrategyPlan.Atomic(),
        List.<Check>of(),
        List.of(),
        Duration.ZERO,
        Found.nothing(),
        null,
        null,
        null,
        null);
  }

  private static Layout.Shared shared(String directory) {
    return new Layout.Shared(directory, Layout.Kind.DIRECTORY);
  }

  private static HostCommand command(String name, String line) {
    return new HostCommand(name, line, null, List.of());
  }

  private String live() throws IOException {
    return Files.readSymbolicLink(path.resolve("current")).toString();
  }

  private void run(HostJob job, String release) {
    assertThat(outcome(job, release)).isEqualTo("0");
  }

  /** The exit code of the last line that ran, with what was printed when it is not 0. */
  private String outcome(HostJob job, String release) {
    Host host = new Host("web-1", 22, "deploy", List.of("web"), null);
    Change change = new Change("d1", 1, "shop", "production", release, "4f2c9a1");
    Layout layout = new Layout(path.toString(), 2, List.of(), null, umask);
    for (HostJob.Line line : HostJobRenderer.render(job, host, layout, change)) {
      String failure = sh(HostJobRenderer.script(line, layout));
      if (!failure.isEmpty()) {
        return failure;
      }
    }
    return "0";
  }

  private String sh(String script) {
    try {
      ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true);
      shell.environment().putAll(Map.of("PASSWORD", "s3cret $1"));
      Process process = shell.directory(path.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      return exit == 0 ? "" : exit + ": " + output;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
