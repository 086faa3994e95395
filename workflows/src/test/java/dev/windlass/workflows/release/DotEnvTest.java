package dev.windlass.workflows.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process list shows the environment of every program, as long as it runs. */
class DotEnvTest {

  @TempDir private Path directory;

  @Test
  void handsItsSecretsToNoProgramThatItCalls() throws Exception {
    List<EnvironmentVariable> env =
        List.of(
            new EnvironmentVariable("FIRST", null, "first"),
            new EnvironmentVariable("SECOND", null, "second"));
    HostJob.Line line = DotEnv.line(env, new Layout(directory.toString(), 2, List.of()));
    Path programs = Files.createDirectory(directory.resolve("bin"));
    for (String program : List.of("sed", "mv")) {
      watch(programs, program);
    }

    ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", line.line()).inheritIO();
    shell.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    shell.environment().put("FIRST", "s3cret: it's one");
    shell.environment().put("SECOND", "s3cret: another");
    assertThat(shell.directory(directory.toFile()).start().waitFor()).isZero();

    assertThat(directory.resolve(".env"))
        .hasContent("FIRST=\"s3cret: it's one\"\nSECOND='s3cret: another'\n");
    assertThat(directory.resolve("seen"))
        .content()
        .contains("program=sed", "program=mv")
        .doesNotContain("s3cret");
  }

  private void watch(Path programs, String program) throws IOException {
    Path script = programs.resolve(program);
    String real = "/usr/bin/" + program;
    String text =
        "#!/bin/sh\n{ echo program=%s; env; } >>'%s'\nexec %s \"$@\"\n"
            .formatted(program, directory.resolve("seen"), real);
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
