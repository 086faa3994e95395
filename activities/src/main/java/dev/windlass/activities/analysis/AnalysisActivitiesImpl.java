package dev.windlass.activities.analysis;

import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.engine.AtOnce;
import dev.windlass.activities.engine.LogContext;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.grant.Unspoken;
import dev.windlass.activities.http.HttpAsker;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.workflows.analysis.AnalysisActivities;
import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.plan.Host;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures: every check on every host at its own pace, until the window ends or has failed. */
public final class AnalysisActivitiesImpl implements AnalysisActivities {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.analysis");

  private final Grants grants;
  private final Probes probes;
  private final MeterRegistry meters;
  private final InstantSource clock = InstantSource.system();

  public AnalysisActivitiesImpl(
      Grants grants, RemoteHosts hosts, HttpAsker http, MeterRegistry meters) {
    this.grants = grants;
    this.probes = new Probes(grants, hosts, http);
    this.meters = meters;
  }

  /** One check on one host; null for a check that is asked of no single host. */
  private record Question(Check check, @Nullable Host host) {
    @Nullable String hostName() {
      return host == null ? null : host.name();
    }
  }

  @Override
  public AnalysisReport analyse(Analyse request) {
    try (LogContext _ = LogContext.of(request.change())) {
      Window.Kept before =
          Activity.getExecutionContext().getHeartbeatDetails(Window.Kept.class).orElse(null);
      Window window = Window.begin(clock.instant(), request.checks(), before);
      List<Question> questions = questions(request);
      Watch watch = new Watch(request, window);
      if (!questions.isEmpty()) {
        AtOnce.beatingWith(window::kept)
            .each(questions, limit(request), watch::measure, question -> false);
      }
      AnalysisReport report = window.report(request.window(), clock.instant());
      LOG.info("{}: {}", request.window(), report.verdict());
      return report;
    } catch (RuntimeException e) {
      throw ActivityFailures.of(e);
    }
  }

  /** Until the window's end, and long enough for the last measurement of the slowest probe. */
  private Duration limit(Analyse request) {
    Duration left = Duration.between(clock.instant(), request.until());
    Duration slowest =
        request.checks().stream()
            .map(check -> check.probe().timeout())
            .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
    Duration last = slowest.plusSeconds(5);
    return left.isNegative() ? last : left.plus(last);
  }

  private static List<Question> questions(Analyse request) {
    return request.checks().stream().flatMap(check -> questions(request, check)).toList();
  }

  private static Stream<Question> questions(Analyse request, Check check) {
    boolean once =
        check.probe() instanceof Probe.Sql
            || (check.probe() instanceof Probe.Http http && http.target() == Probe.Target.URL);
    return once
        ? Stream.of(new Question(check, null))
        : request.hosts().hosts().stream()
            .filter(host -> check.roles().isEmpty() || check.roles().stream().anyMatch(host::has))
            .map(host -> new Question(check, host));
  }

  /** The threads of one window. */
  private final class Watch {

    private final Analyse request;
    private final Window window;
    private final Unspoken unspoken;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Set<Thread> measuring = Collections.newSetFromMap(new ConcurrentHashMap<>());

    Watch(Analyse request, Window window) {
      this.request = request;
      this.window = window;
      Scope scope = new Scope(request.change().application(), request.change().environment());
      this.unspoken = new Unspoken(grants, scope, request.secrets());
    }

    /** Measures one question until the end; whether the window went its whole length. */
    boolean measure(Question question) {
      measuring.add(Thread.currentThread());
      try {
        Instant next = clock.instant();
        do {
          take(question);
          next = next.plus(question.check().rule().every());
        } while (!window.settled(question.check(), question.hostName())
            && !next.isAfter(request.until())
            && !over.await(
                Duration.between(clock.instant(), next).toMillis(), TimeUnit.MILLISECONDS));
        return over.getCount() > 0;
      } catch (InterruptedException | CancellationException e) {
        return false;
      } finally {
        measuring.remove(Thread.currentThread());
      }
    }

    private void take(Question question) throws InterruptedException {
      Measurement measured =
          probes.measure(
              new Probes.Asked(request, unspoken, question.host()),
              question.check().probe(),
              window.marks(question.check(), question.hostName()));
      if (over.getCount() == 0) {
        return; // interrupted in the middle: what it saw says nothing
      }
      window.add(question.check(), question.hostName(), measured);
      meters
          .counter(
              "windlass.probes",
              "check",
              question.check().name(),
              "verdict",
              measured.verdict().name())
          .increment();
      if (window.failed()) {
        over.countDown();
        measuring.forEach(Thread::interrupt);
      }
    }
  }
}
