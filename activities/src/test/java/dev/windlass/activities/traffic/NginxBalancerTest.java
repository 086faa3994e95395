package dev.windlass.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.NginxServer;
import dev.windlass.sandbox.parts.Ports;
import dev.windlass.workflows.maintenance.Notice;
import dev.windlass.workflows.plan.Backend;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.traffic.NginxFile;
import dev.windlass.workflows.traffic.Router;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficActivities.TrafficState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NginxBalancerTest extends BalancerContract {

  private final int port = Ports.free();
  private @Nullable NginxServer nginx;

  @BeforeEach
  void startNginx() {
    RealParts.require("nginx");
    nginx = NginxServer.start();
  }

  @AfterEach
  void stopNginx() {
    if (nginx != null) {
      nginx.close();
    }
  }

  @Override
  Router router(Host host) {
    return router(host, null);
  }

  @Override
  void breakTheNextChange() throws IOException {
    Files.writeString(sites().resolve("broken.conf"), "nonsense;");
  }

  @Test
  void takesItsFileAwayWhereThereWasNone() {
    Router router = router(balancer());
    TrafficState former = new TrafficState(List.of(read(router)));
    shift(router, 1, TEN);
    restore(router, 1, former);
    assertThat(sites().resolve("shop.conf")).doesNotExist();
    assertThat(read(router).split()).isNull();
  }

  @Test
  void putsAFileOfThePersonsOwnBackByteForByte() throws IOException {
    Router router = router(balancer());
    String mine = "# mine, é\n\n\nmap $host $mine { default 1; }";
    Files.writeString(sites().resolve("shop.conf"), mine);
    TrafficState former = new TrafficState(List.of(read(router)));
    shift(router, 1, TEN);
    restore(router, 1, former);
    assertThat(Files.readString(sites().resolve("shop.conf"))).isEqualTo(mine);
  }

  @Test
  void findsPutBackWhatNeverChangedAlsoWhereSomebodyBrokeTheConfiguration() throws IOException {
    Router router = router(balancer());
    shift(router, 1, TEN);
    TrafficState former = new TrafficState(List.of(read(router)));
    breakTheNextChange();
    assertThatThrownBy(() -> shift(router, 2, HALF)).hasStackTraceContaining("unknown directive");
    assertThat(restore(router, 2, former)).isEqualTo(former);

    Files.delete(sites().resolve("broken.conf"));
    shift(router, 2, HALF);
    breakTheNextChange();
    assertThatThrownBy(() -> restore(router, 2, former))
        .hasStackTraceContaining("unknown directive");
    assertThat(read(router).split()).isEqualTo(HALF);
  }

  @Test
  void takesNothingForPutBackThatNginxMayNotHaveRead() throws IOException {
    Router router = router(balancer());
    shift(router, 1, TEN);
    TrafficState former = new TrafficState(List.of(read(router)));
    Path begun = Path.of(temporary.resolve("own") + "/" + balancer().name() + "/balancer");
    Files.createFile(begun.resolve("shop-production.json.begun"));
    breakTheNextChange();

    assertThatThrownBy(() -> restore(router, 2, former))
        .hasStackTraceContaining("unknown directive");
  }

  @Test
  void saysWhatNginxCouldNotDoAtAReloadThatItsTestHadPassed() throws IOException {
    Router router = router(balancer());
    shift(router, 1, TEN);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Files.writeString(sites().resolve("taken.conf"), "server { listen %s; }".formatted(address));

      assertThatThrownBy(() -> shift(router, 2, HALF))
          .hasStackTraceContaining(
              "nginx kept its old configuration for 15 s after the reload: bind() to "
                  + address
                  + " failed (98: Address already in use)");
    }
  }

  @Test
  void givesTheCanaryItsExactShareOfRequestsFromTheFirstOneOn() throws Exception {
    Router.Nginx router = router(balancer(), null);
    int front = serve(router);
    assertThat(canaryShare(front, 300))
        .as(() -> "nginx said: " + firstErrors(running().log()))
        .isEqualTo(30);
    shift(router, 2, new Split(50, List.of("127.0.0.31"), List.of("127.0.0.32")));
    assertThat(canaryShare(front, 100)).isEqualTo(50);
    shift(router, 3, new Split(100, List.of("127.0.0.31"), List.of()));
    assertThat(canaryShare(front, 50)).isEqualTo(50);
    shift(router, 4, Split.even(List.of("127.0.0.32")));
    assertThat(canaryShare(front, 50)).isZero();
  }

  @Test
  void sharesByCookieAndKeepsAVisitorOnOneSide() throws Exception {
    Router.Nginx router = router(balancer(), "sid");
    int front = serve(router);
    shift(router, 2, HALF);
    assertThat(canaryShare(front, 1000)).isBetween(440, 560);
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int visitor = 0; visitor < 10; visitor++) {
        String first = answer(client, front, "v" + visitor);
        for (int again = 0; again < 5; again++) {
          assertThat(answer(client, front, "v" + visitor)).isEqualTo(first);
        }
      }
    }
  }

  @Test
  void theCommandMayBeTheBareWordNginx() {
    Router.Nginx full = router(balancer(), null);
    String options = full.command().substring(full.command().indexOf(' '));
    Router.Nginx bare =
        new Router.Nginx(
            full.hosts(), full.name(), full.file(), full.backend(), null, null, "nginx" + options);
    shift(bare, 1, TEN);
    assertThat(read(bare).split()).isEqualTo(TEN);
  }

  @Test
  void tellsVisitorsTheMessageAndLetsAllowedAddressesPass() throws Exception {
    for (String sticky : new String[] {null, "sid"}) {
      Router.Nginx router = router(balancer(), sticky);
      int front = serve(router);
      maintain(router, 1, CLOSED);

      assertThat(get(front, "127.0.0.8", "/any?x=1", ""))
          .startsWith("HTTP/1.1 503 ")
          .contains("Retry-After: 120\r\n", "Content-Type: text/html; charset=utf-8\r\n")
          .contains("<p>Back &#34;soon&#34; for &#36;5, it&#39;s fine</p>");
      assertThat(get(front, "127.0.0.9", "/", "")).startsWith("HTTP/1.1 200 ");

      maintain(router, 1, null);
      assertThat(get(front, "127.0.0.8", "/", "")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void letsThoseInWhomAnOldProcessStillSendsToTheClosedDoor() throws Exception {
    Router.Nginx router = router(balancer(), null);
    int front = serve(router);
    maintain(router, 1, CLOSED);
    Matcher door =
        Pattern.compile("upstream windlass_shop_door \\{ server ([0-9.]+):8503; }")
            .matcher(Files.readString(sites().resolve("shop.conf")));
    assertThat(door.find()).isTrue();

    maintain(router, 1, null);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI there = URI.create("http://" + door.group(1) + ":8503/");
      HttpRequest late = HttpRequest.newBuilder(there).build();
      assertThat(client.send(late, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
    assertThat(get(front, "127.0.0.8", "/", "")).startsWith("HTTP/1.1 200 ");

    shift(router, 2, TEN);
    assertThat(Files.readString(sites().resolve("shop.conf"))).doesNotContain(door.group(1));
  }

  @Test
  void letsThoseWithALinkPassUntilItIsRevoked() throws Exception {
    Router.Nginx router = router(balancer(), null);
    int front = serve(router);
    maintain(router, 1, CLOSED);

    String linked = get(front, "127.0.0.8", "/?windlass=" + TOKEN, "");
    assertThat(linked).startsWith("HTTP/1.1 302 ").contains("Location: /\r\n");
    assertThat(linked).contains("Set-Cookie: windlass_shop=" + TOKEN + "; Path=/; HttpOnly");
    assertThat(get(front, "127.0.0.8", "/", "windlass_shop=" + TOKEN)).startsWith("HTTP/1.1 200 ");
    for (String wrong : List.of("anna.wrong", "ben." + TOKEN.substring(5), "", "anna.")) {
      assertThat(get(front, "127.0.0.8", "/", "windlass_shop=" + wrong)).startsWith("HTTP/1.1 503");
    }
    assertThat(Files.readString(sites().resolve("shop.conf"))).doesNotContain(TOKEN);

    Notice revoked = new Notice(CLOSED.message(), CLOSED.retryAfter(), CLOSED.allow(), List.of());
    maintain(router, 1, revoked);
    assertThat(get(front, "127.0.0.8", "/", "windlass_shop=" + TOKEN)).startsWith("HTTP/1.1 503");
  }

  /** The whole answer to a request from this address. */
  private static String get(int front, String from, String path, String cookie) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), front));
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.0\r\nHost: shop\r\nCookie: " + cookie + "\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private int serve(Router.Nginx router) throws IOException {
    // nginx itself is the backend: the JDK's small server resets a connection now and then under
    // load, and nginx then leaves that backend out for a while.
    for (String address : List.of("127.0.0.31", "127.0.0.32")) {
      Files.writeString(
          sites().resolve(address + ".conf"),
          "server { listen %s:%d; return 200 %s; }".formatted(address, port, address));
    }
    shift(router, 1, TEN);
    int front = Ports.free();
    Files.writeString(
        sites().resolve("front.conf"),
        "server { listen 127.0.0.1:%d; location / { proxy_pass %s; } }"
            .formatted(front, NginxFile.target(router)));
    // Brings the front about as well, and is waited for.
    shift(router, 1, TEN);
    return front;
  }

  private static String firstErrors(Path log) {
    try {
      String text = Files.readString(log);
      return text.lines()
          .filter(line -> !line.contains("notice"))
          .limit(6)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int canaryShare(int front, int requests) throws Exception {
    int canary = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < requests; i++) {
        canary += answer(client, front, "visitor-" + i).equals("127.0.0.31") ? 1 : 0;
      }
    }
    return canary;
  }

  private static String answer(HttpClient client, int front, String visitor) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front + "/"))
            .header("Cookie", "sid=" + visitor)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private Router.Nginx router(Host host, @Nullable String sticky) {
    List<String> test = running().testCommand();
    return new Router.Nginx(
        List.of(host.name()),
        "shop",
        sites().resolve("shop.conf").toString(),
        new Backend("http", port),
        sticky,
        null,
        String.join(" ", test.subList(0, test.size() - 1)));
  }

  private Path sites() {
    return running().sites();
  }

  private NginxServer running() {
    if (nginx == null) {
      throw new IllegalStateException("nginx is not running");
    }
    return nginx;
  }
}
