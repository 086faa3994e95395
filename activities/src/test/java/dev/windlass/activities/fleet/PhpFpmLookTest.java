package dev.windlass.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhpFpmLookTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "process_control_timeout = 10s, 10s",
    "process_control_timeout=1m ; a minute, 1m",
    ";process_control_timeout = 10s,",
    "error_log = x,",
    "process_control_timeout = 0, 0",
  })
  void readsTheSettingOfTheUnitsOwnConfiguration(String line, String timeout) throws Exception {
    String printed = look("[global]\n" + line + "\n");

    assertThat(printed)
        .isEqualTo(
            "config "
                + folder.resolve("php-fpm.conf")
                + "\n"
                + (timeout == null ? "" : "timeout " + timeout + "\n"));
  }

  @Test
  void objectsToReloadsThatCutRequests() {
    assertThat(PhpFpmLook.problem("web-1", "php8.3-fpm", "config /etc/x.conf\n"))
        .isEqualTo(
            new Problem(
                "web-1",
                "php8.3-fpm process_control_timeout = 0: a reload cuts requests",
                "set process_control_timeout = 10s in /etc/x.conf and restart php8.3-fpm"));
    assertThat(PhpFpmLook.problem("web-1", "php8.3-fpm", "config /x\ntimeout 0s\n")).isNotNull();
    assertThat(PhpFpmLook.problem("web-1", "php8.3-fpm", "config /x\ntimeout 10s\n")).isNull();
    assertThat(PhpFpmLook.problem("web-1", "php8.3-fpm", "")).isNull();
  }

  /** With a systemctl that names a configuration of ours. */
  private String look(String configuration) throws IOException, InterruptedException {
    Path config = folder.resolve("php-fpm.conf");
    Files.writeString(config, configuration);
    Path systemctl = folder.resolve("systemctl");
    Files.writeString(
        systemctl,
        "#!/bin/sh\necho '{ path=/x ; argv[]=/x --nodaemonize --fpm-config "
            + config
            + " ; ignore_errors=no }'\n");
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", HostInspector.script("php-fpm.sh"), "sh", "php8.3-fpm")
            .redirectErrorStream(true);
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return printed;
  }
}
