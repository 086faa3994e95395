package dev.windlass.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.parts.Ports;
import dev.windlass.workflows.fleet.FleetActivities;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.plan.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon a look says that a host cannot be reached. */
class SilentHostsTest {

  private static final String ADDRESS = "127.0.0.198";
  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMillis(200));

  @TempDir private Path folder;
  private final Engine engine = new Engine();
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));

  @BeforeEach
  void start() {
    fleet = new TestFleet(folder);
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
    fleet.close();
  }

  @Test
  void isToldAtOnceWhereNothingListens() throws Exception {
    HostRow row = look(SHORT, Ports.free());

    assertThat(row.result()).isEqualTo(HostRow.Result.UNREACHABLE);
    assertThat(row.detail()).contains("Connection refused").endsWith("tries)");
    assertThat(row.took()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
  }

  @Test
  void takesTheTimeOfOneConnectionWherePacketsAreLost() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
      List<Socket> waiting = filled(full);
      HostRow row = look(Patience.usual(), full.getLocalPort());

      assertThat(row.detail()).contains("timed out").endsWith("(1 try)");
      assertThat(row.took()).isLessThan(Duration.ofSeconds(15));
      for (Socket one : waiting) {
        one.close();
      }
    }
  }

  @Test
  void isPatientWithAnSshdThatDropsConnectionsUnderLoad() throws Exception {
    try (ServerSocket dropping = new ServerSocket(0, 50, InetAddress.getByName(ADDRESS))) {
      Thread.ofVirtual().start(() -> dropAll(dropping));

      assertThat(look(SHORT, dropping.getLocalPort()).took()).isGreaterThan(SHORT.reach());
    }
  }

  /** Linux drops what comes when nobody accepts any more. */
  private static List<Socket> filled(ServerSocket full) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    while (waiting.size() < 10) {
      Socket one = new Socket();
      waiting.add(one);
      try {
        one.connect(new InetSocketAddress(ADDRESS, full.getLocalPort()), 1000);
      } catch (SocketTimeoutException e) {
        return waiting;
      }
    }
    throw new AssertionError("connections are accepted that nobody accepts");
  }

  private static @Nullable Object dropAll(ServerSocket socket) {
    try {
      while (true) {
        socket.accept().close();
      }
    } catch (IOException closed) {
      return null;
    }
  }

  private HostRow look(Patience patience, int port) throws IOException {
    Host host = new Host(ADDRESS, port, "root", List.of("web"), null);
    InspectHosts request =
        new InspectHosts(
            "shop",
            "production",
            fleet.group(host),
            fleet.layout(),
            0,
            InspectHosts.Mode.SETUP,
            List.of(),
            null,
            null,
            null);
    return engine
        .of(FleetActivities.class, new FleetActivitiesImpl(fleet.parts(patience)))
        .inspect(request)
        .rows()
        .getFirst();
  }
}
