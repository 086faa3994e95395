package dev.windlass.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSettingsTest {
  @TempDir Path home;

  @Test
  void homeIsTheOneOfTheShellNotTheOneOfJava() {
    assertThat(ClientSettings.home(Map.of("HOME", "/home/lead"))).isEqualTo("/home/lead");
    assertThat(ClientSettings.home(Map.of())).isEqualTo(System.getProperty("user.home"));
  }

  @Test
  void whatUpKeptIsFoundAgainBelowHome() throws Exception {
    Path token = Files.writeString(home.resolve("first-token"), "secret\n");
    Map<String, String> environment = Map.of("HOME", home.toString());

    Path kept = ClientSettings.keep(URI.create("http://127.0.0.1:8080"), token, environment);

    assertThat(kept).startsWith(home);
    assertThat(ClientSettings.find(null, environment).token()).isEqualTo("secret");
  }
}
