package dev.windlass.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.workflows.contract.WindlassJson;
import dev.windlass.workflows.fleet.DotEnvFiles;
import dev.windlass.workflows.fleet.FleetActivities;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.RuntimeVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application needs of a host beside directories: its variables and its programs. */
class OpenSshHostLooksTest {

  private static final String EXAMPLE =
      """
      APP_ENV=local
      # COMMENTED=
      APP_DEBUG=true

      APP_KEY=
      LONG="begins
      INSIDE=is no name
      ends"
      export STRIPE_SECRET=
      MAIL_FROM='shop'
      """;

  private static final String GOOD =
      """
      APP_ENV=production
      APP_DEBUG=false
      APP_KEY="base64:5ecret
      MAIL_FROM=5ecret"
      LONG=
      STRIPE_SECRET = '5ecret'
      """;

  @TempDir private Path folder;
  private final Engine engine = new Engine();
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));
  private @Nullable OpenSshHost sshd;
  private @Nullable FleetActivities activities;
  private Host host = new Host("nowhere", 22, "deploy", List.of("web"), null);

  @BeforeEach
  void start() throws IOException {
    OpenSshHost.require();
    fleet = new TestFleet(folder.resolve("fleet"));
    sshd = OpenSshHost.isolated(folder.resolve("host"), "127.0.122.1", fleet.login(), 16L << 20);
    host = fleet.host(sshd, "deploy", "web");
    activities = engine.of(FleetActivities.class, new FleetActivitiesImpl(fleet.parts()));
    Files.createDirectories(sshd.seen("/srv/shop/shared"));
    Files.createDirectories(sshd.seen("/srv/shop/releases"));
    for (String directory : List.of("/srv/shop", "/srv/shop/shared", "/srv/shop/releases")) {
      Files.setPosixFilePermissions(
          sshd.seen(directory), PosixFilePermissions.fromString("rwxrwxrwx"));
    }
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
    fleet.close();
    if (sshd != null) {
      sshd.close();
    }
  }

  @Test
  void namesTheKeysThatTheExampleOfTheArtifactHasAndTheHostHasNot() throws Exception {
    write(".env", GOOD);

    HostRow row = look(files("production", packed(EXAMPLE)));

    assertThat(row.problems())
        .containsExactly(
            new Problem(
                host.name(),
                "shared/.env: MAIL_FROM missing (in .env.example line 10)",
                "add it to /srv/shop/shared/.env"));
    assertThat(WindlassJson.mapper().writeValueAsString(row)).doesNotContain("5ecret", "base64");

    write(".env", GOOD + "export  MAIL_FROM=\r\n");
    assertThat(look(files("production", packed(EXAMPLE))).problems())
        .as("set to nothing is set")
        .isEmpty();
    write(".env", "APP_ENV=production\nLONG=\n");
    assertThat(look(files("production", packed(EXAMPLE))).problems())
        .extracting(Problem::what)
        .containsExactly(
            "shared/.env: APP_DEBUG, APP_KEY, STRIPE_SECRET, MAIL_FROM missing"
                + " (in .env.example lines 3, 5, 9, 10)");
  }

  @Test
  void asksForNothingThatTheFileSetsOrTheArtifactBrings() throws Exception {
    write(".env.local", "APP_KEY=5ecret\n");
    ReleaseSource.Artifact artifact = packed(EXAMPLE, "APP_ENV=dev\nLONG=x\n");
    List<String> local = List.of(".env.local");

    assertThat(look(new DotEnvFiles(local, List.of(), artifact, false, 1)).problems())
        .extracting(Problem::what)
        .containsExactly(
            "shared/.env.local: APP_DEBUG, STRIPE_SECRET, MAIL_FROM missing"
                + " (in .env.example lines 3, 9, 10)");
    List<String> rendered = List.of("APP_DEBUG", "STRIPE_SECRET", "MAIL_FROM");
    assertThat(look(new DotEnvFiles(local, rendered, artifact, false, 1)).problems())
        .as("a rendered .env replaces the one that the artifact brings")
        .extracting(Problem::what)
        .containsExactly("shared/.env.local: APP_ENV, LONG missing (in .env.example lines 1, 6)");
  }

  @Test
  void saysOnceThatTheFileIsMissingAndOnlyWondersAtOneThatItMayNotRead() throws Exception {
    assertThat(look(files("production", packed(EXAMPLE))).problems())
        .extracting(Problem::what)
        .containsExactly("/srv/shop/shared/.env is missing");

    Path file = write(".env", GOOD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    HostRow row = look(files("production", packed(EXAMPLE)));
    assertThat(row.problems()).isEmpty();
    assertThat(row.remarks())
        .extracting(Problem::what)
        .containsExactly(
            "shared/.env is not readable for deploy, so it was not compared with .env.example");
  }

  @Test
  void refusesDebugModeWhereProductionIs() throws Exception {
    write(".env", "APP_ENV=production\nAPP_DEBUG=\"TRUE\" # for a moment\n");
    Problem debug =
        new Problem(
            host.name(),
            "shared/.env: APP_DEBUG makes it debug mode in production",
            "APP_DEBUG=false in /srv/shop/shared/.env");
    assertThat(look(files("staging", null)).problems()).containsExactly(debug);

    write(".env", "APP_ENV=dev\nAPP_DEBUG=1\n");
    assertThat(look(files("staging", null)).problems()).isEmpty();
    assertThat(look(files("production", null)).problems())
        .containsExactly(
            debug,
            new Problem(
                host.name(),
                "shared/.env: APP_ENV makes it debug mode in production",
                "APP_ENV=prod in /srv/shop/shared/.env"));

    write(".env.local", "APP_ENV=prod\nAPP_DEBUG=0\n");
    List<String> both = List.of(".env", ".env.local");
    assertThat(look(new DotEnvFiles(both, List.of(), null, true, 1)).problems())
        .as("the later file wins")
        .isEmpty();
  }

  @Test
  void wondersAtSessionsAndUploadsOnTheDisksOfSeveralWebHosts() throws Exception {
    write(".env", "SESSION_DRIVER=file\nFILESYSTEM_DISK='local'\n");

    assertThat(look(files("production", null)).remarks()).isNull();
    HostRow row = look(new DotEnvFiles(List.of(".env"), List.of(), null, true, 2));
    assertThat(row.problems()).isEmpty();
    assertThat(row.remarks())
        .extracting(Problem::what)
        .containsExactly(
            "shared/.env: by SESSION_DRIVER each of 2 web hosts keeps sessions of its own",
            "shared/.env: by FILESYSTEM_DISK each of 2 web hosts keeps uploads of its own");
  }

  @Test
  void asksTheHostsOwnProgramsForTheirVersions() throws Exception {
    HostRow row =
        look(
            request(
                null,
                List.of(
                    new RuntimeVersion("python", "3.0"),
                    new RuntimeVersion("python", "99.1"),
                    new RuntimeVersion("perl", "5"))));

    assertThat(row.problems())
        .extracting(Problem::what)
        .satisfiesExactly(
            old -> assertThat(old).matches("python is 3\\.[0-9.]+, needs 99\\.1"),
            missing -> assertThat(missing).isEqualTo("there is no perl for deploy, needs 5"));
    assertThat(row.problems())
        .extracting(Problem::mend)
        .first()
        .isEqualTo("install python 99.1 or newer, or lower requires.python");
  }

  private static DotEnvFiles files(String environment, ReleaseSource.@Nullable Artifact artifact) {
    return new DotEnvFiles(
        List.of(".env"), List.of(), artifact, DotEnvFiles.isProduction(environment), 1);
  }

  private HostRow look(DotEnvFiles files) {
    return look(request(files, null));
  }

  private HostRow look(InspectHosts request) {
    return Objects.requireNonNull(activities).inspect(request).rows().getFirst();
  }

  private InspectHosts request(
      @Nullable DotEnvFiles files, @Nullable List<RuntimeVersion> requires) {
    List<Layout.Shared> shared =
        files == null
            ? List.of()
            : files.files().stream()
                .map(file -> new Layout.Shared(file, Layout.Kind.FILE))
                .toList();
    return new InspectHosts(
        "shop",
        "production",
        fleet.group(host),
        new Layout("/srv/shop", 3, shared),
        0,
        InspectHosts.Mode.DEPLOY,
        List.of(),
        null,
        null,
        null,
        files,
        requires);
  }

  private Path write(String file, String text) throws IOException {
    return Files.writeString(Objects.requireNonNull(sshd).seen("/srv/shop/shared/" + file), text);
  }

  private ReleaseSource.Artifact packed(String example) throws Exception {
    return packed(example, null);
  }

  /** A release as tar packs it, with these files at its root. */
  private ReleaseSource.Artifact packed(String example, @Nullable String own) throws Exception {
    Path release = Files.createTempDirectory(folder, "release");
    Files.writeString(release.resolve(".env.example"), example);
    Files.createDirectories(release.resolve("vendor"));
    Files.writeString(release.resolve("vendor/.env.example"), "OF_SOMEBODY_ELSE=\n");
    if (own != null) {
      Files.writeString(release.resolve(".env"), own);
    }
    Path file = folder.resolve(release.getFileName() + ".tar.gz");
    Process tar =
        new ProcessBuilder("tar", "-czf", file.toString(), "-C", release.toString(), ".")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    fleet.artifact(release.getFileName().toString(), file);
    return new ReleaseSource.Artifact(
        release.getFileName().toString(), Files.size(file), ArchiveForm.TAR_GZ, "4f2c9a1");
  }
}
