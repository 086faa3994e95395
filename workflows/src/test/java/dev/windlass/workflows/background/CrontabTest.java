package dev.windlass.workflows.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lines for a crontab do to one, run by a shell; its program is one that keeps a file. */
class CrontabTest {

  private static final Cron CRON = new Cron("queue-1", null, null, List.of());

  @TempDir private Path folder;

  @BeforeEach
  void installProgram() throws IOException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("crontab");
    Files.writeString(
        program,
        """
        #!/bin/sh
        case $1 in
          -l) [ -e %1$s ] && cat %1$s || { echo 'no crontab for deploy' >&2; exit 1; } ;;
          -) cat >%1$s ;;
        esac
        """
            .formatted(table()));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void onlyLinesThatNameTheApplicationRestAndTheTableComesBackByteForByte() throws Exception {
    String table =
        """
        # what /shop/ does
        MAILTO=""
        \t5 4 * * *  FOLDER/shop/current/bin/night "a\\tb" \\% 'c d'  # at night

        * * * * * /var/www/other/bin/tick
        */5 * * * * cd FOLDER/shop/current && bin/tick


        """
            .replace("FOLDER", folder.toString());
    Files.writeString(table(), table);

    run(BackgroundJobs.pause("pause", CRON));

    assertThat(Files.readString(table()).lines())
        .filteredOn(line -> line.startsWith("#windlass paused: "))
        .hasSize(2)
        .allMatch(line -> line.contains(folder + "/shop/"));
    assertThat(Files.readString(table()).replace("#windlass paused: ", "")).isEqualTo(table);
    run(BackgroundJobs.pause("pause", CRON));
    run(BackgroundJobs.resume("resume", CRON));
    run(BackgroundJobs.resume("resume", CRON));
    assertThat(table()).content().isEqualTo(table);
  }

  @Test
  void aTableWhoseLastLineNeverEndsKeepsThatLine() throws Exception {
    Files.writeString(table(), "* * * * * " + folder + "/shop/current/bin/tick");

    run(BackgroundJobs.pause("pause", CRON));
    run(BackgroundJobs.resume("resume", CRON));

    assertThat(table()).content().isEqualTo("* * * * * " + folder + "/shop/current/bin/tick\n");
  }

  @Test
  void aUserWithoutATableIsLeftWithoutOne() throws Exception {
    run(BackgroundJobs.pause("pause", CRON));

    assertThat(table()).doesNotExist();
  }

  private Path table() {
    return folder.resolve("table");
  }

  private void run(HostJob job) throws Exception {
    Path shop = Files.createDirectories(folder.resolve("shop"));
    String script =
        HostJobRenderer.script(
            HostJobRenderer.render(
                    job,
                    new Host("queue-1", 22, "deploy", List.of("queue"), null),
                    new Layout(shop.toString(), 5, List.of()),
                    new Change("d-1", 7, "shop", "production", "r2", "4f2c9a1"))
                .getFirst());
    ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true);
    shell
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (is, ours) -> ours + ":" + is);
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
