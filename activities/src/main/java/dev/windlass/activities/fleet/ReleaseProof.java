package dev.windlass.activities.fleet;

import dev.windlass.activities.http.HttpAnswer;
import dev.windlass.activities.http.HttpAsker;
import dev.windlass.activities.http.HttpQuestion;
import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.ProveRelease;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Proof;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Which code a host runs: by its link, and by what it answers. */
final class ReleaseProof {

  private static final Duration PACE = Duration.ofMillis(300);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final HttpAsker http;

  ReleaseProof(HttpAsker http) {
    this.http = http;
  }

  HostRow of(ProveRelease request, RemoteHost remote, HostVisit visit) {
    String wanted = request.change().release();
    String live = live(request, remote, visit);
    if (!live.equals(wanted)) {
      return visit.row(
          HostRow.Result.FAILED,
          "current is " + (live.isEmpty() ? "missing" : live) + ", expected " + wanted);
    }
    Proof proof = request.proof();
    return proof == null || !visit.host().has(Host.WEB)
        ? visit.row(HostRow.Result.DONE, "")
        : answered(request, proof, visit);
  }

  private static String live(ProveRelease request, RemoteHost remote, HostVisit visit) {
    RunResult link =
        remote.run(
            RemoteCommand.of(
                "readlink \"$1\" || true", request.layout().on(visit.host()).current()));
    if (!link.ending().isZero()) {
      if (link.ending() instanceof Ending.ConnectionLost) {
        throw new ConnectionLostException(visit.host().name() + ": connection lost", null);
      }
      return link.ending().toString();
    }
    String path = link.output().strip();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private HostRow answered(ProveRelease request, Proof proof, HostVisit visit) {
    URI address = URI.create(request.backend().address(visit.host().name()) + proof.path());
    long end = System.nanoTime() + request.patience().toNanos();
    String refutation = refutation(request, proof, address);
    while (!refutation.isEmpty() && System.nanoTime() < end) {
      sleep();
      refutation = refutation(request, proof, address);
    }
    return refutation.isEmpty()
        ? visit.row(HostRow.Result.DONE, "")
        : visit.row(HostRow.Result.FAILED, address + " " + refutation);
  }

  /** What speaks against it, or nothing. */
  private String refutation(ProveRelease request, Proof proof, URI address) {
    String release = request.change().release();
    String revision = request.change().revision();
    try {
      HttpAnswer answer = http.ask(new HttpQuestion(address, null, null, ANSWER));
      String header = proof.header();
      String said =
          header == null
              ? answer.body().strip()
              : answer.headers().firstValue(header).orElse("").strip();
      if (said.equals(release) || (said.equals(revision) && !revision.isEmpty())) {
        return "";
      }
      return "answered %d with %s '%s', expected %s or %s"
          .formatted(
              answer.status(),
              header == null ? "body" : header,
              said.substring(0, Math.min(80, said.length())),
              release,
              revision);
    } catch (IOException e) {
      return "did not answer: " + e.getMessage();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(PACE);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static CancellationException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return (CancellationException) new CancellationException("proof").initCause(e);
  }
}
