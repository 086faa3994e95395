package dev.windlass.workflows.migration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Migrations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real shell, and a framework that keeps a batch per release in a file. */
class MigrationCommandsTest {

  private static final String STATUS = "cat ../../schema";

  @TempDir private Path temporary;
  private Path path = Path.of("/");

  @BeforeEach
  void twoReleases() throws IOException {
    path = Files.createDirectory(temporary.resolve("it's $HOME"));
    Files.createDirectories(path.resolve(".windlass"));
    for (String release : List.of("r1", "r2")) {
      Files.createDirectories(path.resolve("releases").resolve(release));
    }
    Files.writeString(path.resolve("schema"), "");
  }

  /** Applies what the release brings in its file {@code new}, and tells where it ran. */
  private static Migrations.Command migrations(@Nullable String status) {
    return new Migrations.Command(
        "web-1",
        command(
            """
            echo up >> ran
            if [ -e new ] && ! grep -qxF "$(cat new)" ../../schema; then cat new >> ../../schema; fi
            if [ -e broken ]; then exit 7; fi\
            """),
        status == null ? null : command(status),
        command("echo down >> ran; if [ -e broken ]; then exit 8; fi; sed -i '$d' ../../schema"),
        Migrations.Undo.DOWN);
  }

  private static HostCommand command(String line) {
    return new HostCommand("migrate", line, null, List.of());
  }

  private int up(String release, @Nullable String status) throws Exception {
    return run(MigrationCommands.up(migrations(status)), release);
  }

  private int down(String release) throws Exception {
    return run(requireNonNull(MigrationCommands.down(migrations(STATUS))), release);
  }

  private int upAgain(String release) throws Exception {
    return run(MigrationCommands.upAgain(migrations(STATUS)), release);
  }

  private int run(HostJob.Line line, String release) throws Exception {
    Host host = new Host("web-1", 22, "deploy", List.of("web"), null);
    HostJob job = new HostJob("migrate", List.of(line), Duration.ofMinutes(1), false);
    Change change = new Change("d-1", 7, "shop", "production", release, "4f2c9a1");
    Layout layout = new Layout(path.toString(), 3, List.of());
    List<HostJob.Line> lines = HostJobRenderer.render(job, host, layout, change);
    Process shell =
        new ProcessBuilder("sh", "-c", HostJobRenderer.script(lines.getFirst()))
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = shell.waitFor();
    assertThat(said).doesNotContain("not found", "No such file");
    return code;
  }

  private void brings(String release, String migration) throws IOException {
    Files.writeString(path.resolve("releases").resolve(release).resolve("new"), migration + "\n");
  }

  private String schema() throws IOException {
    return Files.readString(path.resolve("schema")).replace('\n', ' ').strip();
  }

  private String ran(String release) throws IOException {
    Path ran = path.resolve("releases").resolve(release).resolve("ran");
    return Files.exists(ran) ? Files.readString(ran).replace('\n', ' ').strip() : "";
  }

  @Test
  void asksTheFrameworkOnceItHasMigrated() throws Exception {
    brings("r1", "orders");
    Migrations.Command asks = validated("grep -q orders ../../schema");

    List<HostJob.Line> lines = MigrationCommands.change(asks);
    assertThat(lines).hasSize(2);
    assertThat(run(lines.getFirst(), "r1")).isZero();
    assertThat(run(lines.getLast(), "r1")).isZero();
    assertThat(
            run(MigrationCommands.change(validated("grep -q notes ../../schema")).getLast(), "r1"))
        .isEqualTo(1);
    assertThat(MigrationCommands.change(migrations(STATUS))).hasSize(1);
  }

  private static Migrations.Command validated(String line) {
    Migrations.Command asked = migrations(STATUS);
    return new Migrations.Command(
        asked.host(),
        asked.up(),
        asked.status(),
        asked.down(),
        asked.undo(),
        null,
        null,
        command(line));
  }

  @Test
  void takesDownWhatTheReleaseMigratedAndOnlyOnce() throws Exception {
    brings("r1", "orders");
    brings("r2", "notes");
    up("r1", STATUS);
    up("r2", STATUS);
    assertThat(schema()).isEqualTo("orders notes");

    assertThat(down("r2")).isZero();
    assertThat(down("r2")).isZero();
    assertThat(schema()).isEqualTo("orders");
    assertThat(ran("r2")).isEqualTo("up down");
  }

  @Test
  void takesNothingDownForAReleaseThatMigratedNothing() throws Exception {
    brings("r1", "orders");
    up("r1", STATUS);
    up("r2", STATUS);

    assertThat(down("r2")).isZero();
    assertThat(schema()).isEqualTo("orders");
    assertThat(ran("r2")).isEqualTo("up");
  }

  @Test
  void takesNothingDownWhereNothingBegan() throws Exception {
    assertThat(down("r2")).isZero();
    assertThat(ran("r2")).isEmpty();
  }

  @Test
  void trustsTheDeclarationWhereThereIsNoStatus() throws Exception {
    brings("r2", "notes");
    up("r2", null);

    down("r2");
    assertThat(schema()).isEmpty();
  }

  @Test
  void trustsTheDeclarationWhereTheStatusFails() throws Exception {
    brings("r2", "notes");
    up("r2", "exit 1");

    down("r2");
    assertThat(schema()).isEmpty();
  }

  @Test
  void takesDownWhatAFailedUpMayHaveDone() throws Exception {
    brings("r2", "notes");
    Files.writeString(path.resolve("releases/r2/broken"), "");
    assertThat(up("r2", STATUS)).isEqualTo(7);
    Files.delete(path.resolve("releases/r2/broken"));
    assertThat(up("r2", STATUS)).isZero();

    down("r2");
    assertThat(schema()).isEmpty();
  }

  @Test
  void bringsUpAgainWhatWasTakenDown() throws Exception {
    brings("r2", "notes");
    up("r2", STATUS);
    down("r2");

    assertThat(upAgain("r2")).isZero();
    assertThat(schema()).isEqualTo("notes");
    down("r2");
    assertThat(schema()).isEmpty();
  }

  @Test
  void bringsUpAgainAfterAWayDownThatFailed() throws Exception {
    brings("r2", "notes");
    up("r2", STATUS);
    Files.writeString(path.resolve("releases/r2/broken"), "");
    assertThat(down("r2")).isEqualTo(8);
    Files.delete(path.resolve("releases/r2/broken"));

    assertThat(upAgain("r2")).isZero();
    assertThat(ran("r2")).isEqualTo("up down up");
  }

  @Test
  void bringsNothingUpThatWasNotTakenDown() throws Exception {
    up("r2", STATUS);
    assertThat(upAgain("r2")).isZero();
    assertThat(ran("r2")).isEqualTo("up");
  }
}
