package dev.windlass.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.SshTarget;
import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.workflows.fleet.FleetActivities;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.fleet.RunHostJob;
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
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.plan.Writable;
import dev.windlass.workflows.plan.Writable.How;
import dev.windlass.workflows.release.ReleaseCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The web server's user beside the SSH user, both real, on a real host. */
class OpenSshWritableTest {

  private static final ReleaseSource.Artifact ARTIFACT =
      new ReleaseSource.Artifact("a".repeat(64), 1, ArchiveForm.TAR, "4f2c9a1");

  @TempDir private Path folder;
  private final Engine engine = new Engine();
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));
  private @Nullable OpenSshHost sshd;
  private @Nullable RemoteHost root;
  private @Nullable FleetActivities activities;

  @BeforeEach
  void start() throws IOException {
    OpenSshHost.require();
    RealParts.require("setfacl", "getfacl", "setpriv");
    fleet = new TestFleet(folder.resolve("fleet"));
    sshd = OpenSshHost.isolated(folder.resolve("host"), "127.0.121.1", fleet.login(), 64L << 20);
    activities = engine.of(FleetActivities.class, new FleetActivitiesImpl(fleet.parts()));
    fleet.host(sshd, "deploy", "web");
    root =
        fleet
            .sessions()
            .open(
                new SshTarget(
                    "web-1",
                    sshd.address(),
                    sshd.port(),
                    "root",
                    null,
                    "root",
                    List.of(sshd.knownHostsLine())));
    as("root", "install -d -o deploy -g deploy /srv/shop");
    as(
        "deploy",
        """
        mkdir -p /srv/shop/.windlass/artifacts /tmp/source-$$/var/cache
        echo '<?php' >/tmp/source-$$/index.php
        tar -cf /srv/shop/.windlass/artifacts/%s -C /tmp/source-$$ .
        rm -r /tmp/source-$$
        """
            .formatted(ARTIFACT.digest()));
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
    fleet.close();
    if (sshd != null) {
      sshd.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothUsersChangeAndRemoveWhatTheOtherMade(How how) throws IOException {
    joinTheGroup();
    Layout layout = layout(how);
    assertThat(problems(layout)).isEmpty();
    assertThat(run(layout, ReleaseCommands.setup(layout), 1).result()).isEqualTo(Result.DONE);
    for (int number = 1; number <= 2; number++) {
      HostRow row = run(layout, ReleaseCommands.prepare(plan(layout), ARTIFACT), number);
      assertThat(row.result()).as(row.detail()).isEqualTo(Result.DONE);
    }

    as(
        "www-data",
        // By group it is for the other user to leave the group its rights.
        (how == How.GROUP ? "umask 002\n" : "")
            + """
            cd /srv/shop/releases/r1
            grep -q "^KEY='it is" .env
            echo www >>storage/app.log
            echo www >>var/cache/built
            mkdir -p var/cache/deep/deeper storage/logs/deep
            echo www >storage/logs/deep/file
            echo www >var/cache/deep/deeper/file
            """);
    as(
        "deploy",
        """
        cd /srv/shop/releases/r1
        echo deploy >>storage/logs/deep/file
        rm storage/logs/deep/file
        """);
    assertThat(run(layout, ReleaseCommands.prune(List.of("r1")), 3).detail()).isEmpty();
    assertThat(seen("/srv/shop/.windlass/gone")).isEmptyDirectory();
    as("nobody", "! cat /srv/shop/releases/r2/.env 2>/dev/null");
    as("nobody", "! touch /srv/shop/releases/r2/var/cache/x 2>/dev/null");
    as("www-data", "! touch /srv/shop/releases/r2/x 2>/dev/null");
  }

  @Test
  void preflightNamesWhatStandsInTheWay() throws IOException {
    as("deploy", "mkdir -p /srv/shop/shared");
    as("root", "install -d -o www-data /srv/shop/shared/storage");
    String acl = "u:www-data:rwX,u:deploy:rwX,d:u:www-data:rwX,d:u:deploy:rwX";

    List<Problem> byAcl = problems(layout(How.ACL));
    assertThat(byAcl)
        .extracting(Problem::what)
        .containsExactly(
            "/srv/shop/shared/storage belongs to www-data, so deploy cannot let www-data write"
                + " there");
    as("root", byAcl.getFirst().mend() + "");
    assertThat(byAcl.getFirst().mend())
        .isEqualTo("setfacl -R -m " + acl + " /srv/shop/shared/storage");
    assertThat(problems(layout(How.ACL))).isEmpty();

    assertThat(problems(layout(How.GROUP)))
        .extracting(Problem::what)
        .containsExactly(
            "deploy does not belong to group www-data",
            "/srv/shop/shared/storage belongs to www-data, so deploy cannot let www-data write"
                + " there");
    Writable nobodys = new Writable("nobodys", How.ACL, List.of("storage"));
    assertThat(problems(new Layout("/srv/shop", 3, List.of(), nobodys, null)))
        .extracting(Problem::what)
        .contains("there is no user nobodys");
  }

  @Test
  void aPruneThatMayNotDeleteSaysWhatRootTypes() throws IOException {
    Layout layout = new Layout("/srv/shop", 3, List.of());
    as("deploy", "mkdir -p /srv/shop/releases/r1/cache /srv/shop/releases/r2");
    as("root", "install -d -o www-data /srv/shop/releases/r1/cache/deep");
    as("root", "touch /srv/shop/releases/r1/cache/deep/file");

    HostRow row = run(layout, ReleaseCommands.prune(List.of("r1", "r2")), 3);
    assertThat(row.result()).isEqualTo(Result.DONE);
    assertThat(row.detail())
        .startsWith("release r1 is not wholly removed: rm: cannot remove")
        .endsWith("\nas root: rm -rf /srv/shop/.windlass/gone/r1");
    assertThat(seen("/srv/shop/releases")).isEmptyDirectory();

    assertThat(run(layout, ReleaseCommands.prune(List.of("r4")), 4).detail())
        .as("as long as it lies there")
        .startsWith("release r1 is not wholly removed");
    as("root", row.detail().substring(row.detail().indexOf("rm -rf")));
    assertThat(run(layout, ReleaseCommands.prune(List.of("r5")), 5).detail()).isEmpty();
  }

  @Test
  void aReleaseThatCannotEvenBeMovedStaysWholeAndIsAProblem() throws IOException {
    Layout layout = new Layout("/srv/shop", 3, List.of());
    as("deploy", "mkdir -p /srv/shop/releases/r2");
    as("root", "install -d -o www-data /srv/shop/releases/r1 && touch /srv/shop/releases/r1/file");

    HostRow row = run(layout, ReleaseCommands.prune(List.of("r1", "r2")), 3);
    assertThat(row.result()).isEqualTo(Result.FAILED);
    assertThat(row.detail()).contains("as root: rm -rf /srv/shop/releases/r1");
    assertThat(seen("/srv/shop/releases")).isDirectoryContaining("glob:**/r1");
    assertThat(seen("/srv/shop/releases/r2")).doesNotExist();
    assertThat(seen("/srv/shop/releases/r1/file")).exists();
  }

  private static Layout layout(How how) {
    return new Layout(
        "/srv/shop",
        3,
        List.of(new Layout.Shared("storage", Layout.Kind.DIRECTORY)),
        new Writable("www-data", how, List.of("storage", "var/cache")),
        how == How.GROUP ? "002" : null);
  }

  /** Rewritten in place: the host sees this very file. */
  private void joinTheGroup() throws IOException {
    Path groups = folder.resolve("host/group");
    Files.writeString(
        groups, Files.readString(groups).replaceFirst("(?m)^(www-data:.*)$", "$1deploy"));
  }

  private Path seen(String path) {
    return Objects.requireNonNull(sshd).seen(path);
  }

  private void as(String user, String script) {
    String line =
        "exec setpriv --reuid=%1$s --regid=\"$(id -g %1$s)\" --init-groups sh -ec \"$1\""
            .formatted(user);
    var result = Objects.requireNonNull(root).run(RemoteCommand.of(line, script));
    assertThat(result.ending().isZero()).as(user + ": " + result.errors()).isTrue();
  }

  private Host host() {
    OpenSshHost here = Objects.requireNonNull(sshd);
    return new Host(here.address(), here.port(), "deploy", List.of("web"), null);
  }

  private HostRow run(Layout layout, HostJob job, long number) {
    fleet.grants.with("key", "it is $ecret");
    return Objects.requireNonNull(activities)
        .run(
            new RunHostJob(
                fleet.change(number), fleet.group(host()), layout, job, 0, List.of("key")))
        .rows()
        .getFirst();
  }

  private List<Problem> problems(Layout layout) {
    InspectHosts request =
        new InspectHosts(
            "shop",
            "production",
            fleet.group(host()),
            layout,
            0,
            InspectHosts.Mode.SETUP,
            List.of(),
            null,
            null,
            null);
    return Objects.requireNonNull(activities).inspect(request).rows().getFirst().problems();
  }

  /** A build that makes a file and a log, as frameworks do. */
  private static DeploymentPlan plan(Layout layout) {
    HostCommand build =
        new HostCommand(
            "build", "echo build >var/cache/built; echo build >>storage/app.log", null, List.of());
    return new DeploymentPlan(
        1,
        PlanKind.DEPLOYMENT,
        "shop",
        "production",
        ARTIFACT,
        layout,
        TestFleet.SSH,
        List.of(),
        new Backend("http", 80),
        null,
        List.of(new EnvironmentVariable("KEY", null, "key")),
        List.of(new BuildStep("build", List.of(build))),
        List.of(),
        null,
        null,
        null,
        new StrategyPlan.Atomic(),
        List.of(),
        List.of(),
        Duration.ZERO,
        Found.nothing(),
        null,
        null,
        null,
        null);
  }
}
