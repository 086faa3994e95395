package dev.windlass.activities.analysis;

import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.grant.NotGrantedException;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.grant.Unspoken;
import dev.windlass.activities.http.ConnectionRefusedException;
import dev.windlass.activities.http.HttpAnswer;
import dev.windlass.activities.http.HttpAsker;
import dev.windlass.activities.http.HttpQuestion;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteHostException;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.workflows.analysis.AnalysisActivities.Analyse;
import dev.windlass.workflows.analysis.JsonField;
import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.plan.Host;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes one measurement. A refused connection was measured and is bad; silence, an unknown name or
 * a missing grant could not be measured.
 */
final class Probes {

  private final Grants grants;
  private final RemoteHosts hosts;
  private final HttpAsker http;

  Probes(Grants grants, RemoteHosts hosts, HttpAsker http) {
    this.grants = grants;
    this.hosts = hosts;
    this.http = http;
  }

  /**
   * Where something is asked.
   *
   * @param unspoken what no measurement may tell
   * @param host or null for what is asked of no single host
   */
  record Asked(Analyse request, Unspoken unspoken, @Nullable Host host) {

    String redacted(String text) {
      return unspoken.redactor(List.of()).redact(text);
    }
  }

  /**
   * @param marks what the last measurement of a log left, or null
   */
  Measurement measure(Asked asked, Probe probe, @Nullable LogMarks marks)
      throws InterruptedException {
    Host host = asked.host();
    try {
      return switch (probe) {
        case Probe.Http http -> http(asked, http, host);
        case Probe.Tcp tcp -> tcp(tcp, needed(host));
        case Probe.Sql sql -> sql(asked.request(), sql);
        case Probe.Command command -> command(asked, command, needed(host));
        case Probe.Log log -> looks(asked, needed(host)).log(log, marks);
        case Probe.Capacity capacity -> looks(asked, needed(host)).capacity(capacity);
      };
    } catch (ConnectionRefusedException | ConnectException e) {
      return Measurement.fail("connection refused");
    } catch (IOException | SQLException | RemoteHostException | NotGrantedException e) {
      return Measurement.error(String.valueOf(e.getMessage()));
    }
  }

  private HostLooks looks(Asked asked, Host host) {
    Analyse request = asked.request();
    return new HostLooks(remote(request, host), request.layout().on(host), asked::redacted);
  }

  private RemoteHost remote(Analyse request, Host host) {
    return new GrantedHosts(grants, hosts).open(scope(request), request.hosts().ssh(), host);
  }

  private Measurement http(Asked asked, Probe.Http probe, @Nullable Host host)
      throws IOException, InterruptedException {
    Analyse request = asked.request();
    String url = request.url();
    String address = host == null ? url : request.backend().address(host.name());
    if (address == null) {
      return Measurement.error("the environment has no url");
    }
    HttpAnswer answer =
        http.ask(
            new HttpQuestion(
                URI.create(address.replaceAll("/+$", "") + probe.path()),
                host == null || url == null ? null : URI.create(url).getAuthority(),
                probe.bearer() == null ? null : grants.secret(scope(request), probe.bearer()),
                probe.timeout()));
    return judged(asked, probe, answer);
  }

  private static Measurement judged(Asked asked, Probe.Http probe, HttpAnswer answer) {
    String seen = "status " + answer.status() + " in " + answer.took().toMillis() + " ms";
    Integer status = probe.status();
    if (status != null && status != answer.status()) {
      return Measurement.fail(seen + ", expected " + status);
    }
    if (probe.header() != null && !carries(answer, probe.header())) {
      return Measurement.fail(seen + ", without header '" + probe.header() + "'");
    }
    if (probe.contains() != null && !answer.body().contains(probe.contains())) {
      return Measurement.fail(seen + ", body without '" + probe.contains() + "'");
    }
    String objection = probe.json() == null ? null : objection(probe.json(), answer);
    if (objection != null) {
      return Measurement.fail(seen + ", " + asked.redacted(objection));
    }
    if (probe.under() != null && answer.took().compareTo(probe.under()) > 0) {
      return Measurement.fail(seen + ", expected under " + probe.under().toMillis() + " ms");
    }
    return Measurement.pass(seen);
  }

  private static @Nullable String objection(List<JsonField> fields, HttpAnswer answer) {
    JsonDocument document = JsonDocument.of(answer.body());
    return document == null ? "body is no JSON" : document.objection(fields);
  }

  private static boolean carries(HttpAnswer answer, String header) {
    int colon = header.indexOf(':');
    String name = colon < 0 ? header : header.substring(0, colon);
    List<String> values = answer.headers().allValues(name.strip());
    return colon < 0
        ? !values.isEmpty()
        : values.stream().anyMatch(v -> v.strip().equals(header.substring(colon + 1).strip()));
  }

  private static Measurement tcp(Probe.Tcp probe, Host host) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(host.name(), probe.port()), (int) probe.timeout().toMillis());
      return Measurement.pass("port " + probe.port() + " is open");
    }
  }

  private Measurement sql(Analyse request, Probe.Sql probe) throws SQLException {
    String through = probe.database().through();
    Host tunnel = through == null ? null : tunnel(request, through);
    try (DatabaseRoute route =
            new DatabaseRoute.Opener(grants, hosts)
                .open(scope(request), probe.database(), request.tunnels().ssh(), tunnel);
        Connection connection = route.connect(List.of());
        var statement = connection.createStatement()) {
      connection.setReadOnly(true);
      statement.setQueryTimeout((int) Math.max(1, probe.timeout().toSeconds()));
      try (ResultSet row = statement.executeQuery(probe.query())) {
        String value = row.next() ? row.getString(1) : null;
        return value == null
            ? new Measurement(Verdict.NO_DATA, "no row")
            : judged(probe, value.strip());
      }
    }
  }

  private static Measurement judged(Probe.Sql probe, String value) {
    if (probe.equals() != null && !probe.equals().equals(value)) {
      return Measurement.fail("'" + value + "', expected '" + probe.equals() + "'");
    }
    if (probe.atMost() != null) {
      if (!value.matches("-?[0-9]{1,18}")) {
        return Measurement.error("'" + value + "' is not a whole number");
      }
      if (Long.parseLong(value) > probe.atMost()) {
        return Measurement.fail(value + ", expected at most " + probe.atMost());
      }
    }
    return Measurement.pass(value);
  }

  private Measurement command(Asked asked, Probe.Command probe, Host host) {
    Analyse request = asked.request();
    HostJob.Line template =
        new HostJob.Line("probe", probe.line(), "{path}/current", null, List.of(), List.of());
    HostJob job = new HostJob("probe", List.of(template), probe.timeout(), true);
    HostJob.Line line =
        HostJobRenderer.render(job, host, request.layout(), request.change()).getFirst();
    RunResult result =
        remote(request, host)
            .run(RemoteCommand.of(HostJobRenderer.script(line)).withTimeout(probe.timeout()));
    if (!(result.ending() instanceof Ending.Exited(int code))) {
      return Measurement.error("command: " + result.ending());
    }
    String said = lastLine(asked.redacted(result.output() + result.errors()));
    if (code != probe.exit()) {
      return Measurement.fail("exit " + code + ", expected " + probe.exit() + ": " + said);
    }
    return probe.contains() == null || result.output().contains(probe.contains())
        ? Measurement.pass(said)
        : Measurement.fail("output without '" + probe.contains() + "': " + said);
  }

  private static Host tunnel(Analyse request, String name) {
    return request.tunnels().hosts().stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + ": not a host of the plan"));
  }

  private static Host needed(@Nullable Host host) {
    if (host == null) {
      throw new IllegalArgumentException("the probe is asked of hosts");
    }
    return host;
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce((before, last) -> last).orElse("");
  }

  private static Scope scope(Analyse request) {
    return new Scope(request.change().application(), request.change().environment());
  }
}
