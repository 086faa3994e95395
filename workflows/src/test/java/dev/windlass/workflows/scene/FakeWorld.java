package dev.windlass.workflows.scene;

import dev.windlass.workflows.analysis.AnalysisActivities;
import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.analysis.AnalysisReport.Counts;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.deployment.TimelineEntry;
import dev.windlass.workflows.fleet.EndOlderJobs;
import dev.windlass.workflows.fleet.FleetActivities;
import dev.windlass.workflows.fleet.GroupReport;
import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.KillOperations;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.fleet.ProveRelease;
import dev.windlass.workflows.fleet.PruneJobs;
import dev.windlass.workflows.fleet.RunHostJob;
import dev.windlass.workflows.fleet.ShipArtifact;
import dev.windlass.workflows.ledger.LedgerActivities;
import dev.windlass.workflows.maintenance.Notice;
import dev.windlass.workflows.migration.MigrationActivities;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.preflight.PreflightActivities;
import dev.windlass.workflows.release.ArtifactActivities;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficActivities;
import dev.windlass.workflows.traffic.TrafficActivities.MaintainTraffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Every activity, without a world behind it: records the order of what is done, and goes wrong
 * where a test says so.
 */
public final class FakeWorld
    implements FleetActivities,
        TrafficActivities,
        MigrationActivities,
        AnalysisActivities,
        PreflightActivities,
        ArtifactActivities,
        LedgerActivities {

  private final Story acts = new Story();
  private final Map<String, List<Result>> results = new ConcurrentHashMap<>();
  private final Map<String, List<Verdict>> verdicts = new ConcurrentHashMap<>();
  private final Map<String, List<RuntimeException>> failures = new ConcurrentHashMap<>();
  private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
  private final Map<String, String> live = new ConcurrentHashMap<>();
  public final List<TimelineEntry> recorded = new CopyOnWriteArrayList<>();
  public final List<Close> ends = new CopyOnWriteArrayList<>();

  /** By step, the release that it was about. */
  public final Map<String, String> releases = new ConcurrentHashMap<>();

  /** By window, the checks that were asked last. */
  public final Map<String, List<String>> asked = new ConcurrentHashMap<>();

  public final List<Problem> planProblems = new CopyOnWriteArrayList<>();
  public final List<Instant> shifts = new CopyOnWriteArrayList<>();
  public volatile @Nullable String everywhere = Plans.LIVE;
  public volatile @Nullable String ledgerLive = Plans.LIVE;
  public volatile boolean dirty;

  /** By step and host, what is said although it is done. */
  public final Map<String, String> details = new ConcurrentHashMap<>();

  /** How many jobs every host has kept, or null where nobody counts. */
  public volatile @Nullable Integer jobs;

  /** What the balancer tells visitors, or null. */
  public volatile @Nullable Notice notice;

  /** The mark of a maintenance that every host has, or null. */
  public volatile @Nullable String closed;

  public volatile @Nullable List<Unclosed> unclosed;
  public volatile MigrationFacts migrations = new MigrationFacts(null, List.of(), List.of());
  public volatile ReleaseSource.@Nullable Artifact packed;

  public final Map<String, Problem> hostProblems = new ConcurrentHashMap<>();
  public final Map<String, Problem> hostRemarks = new ConcurrentHashMap<>();
  private final Map<String, List<String>> openJobs = new ConcurrentHashMap<>();
  private final Map<String, String> extraReleases = new ConcurrentHashMap<>();
  public volatile @Nullable Split split = Split.even(List.of("web-1", "web-2", "web-3", "web-4"));
  public volatile LongSupplier clock = System::currentTimeMillis;

  /** The results that this step gives on this host, one after another; then it is done. */
  public void results(String step, String host, Result... those) {
    results.put(step + " " + host, new ArrayList<>(List.of(those)));
  }

  /** The verdicts that windows of this label give, one after another; the last for ever. */
  public void verdicts(String label, Verdict... those) {
    verdicts.put(label, new ArrayList<>(List.of(those)));
  }

  /** Failures of this act, one after another; then it goes well. */
  public void fails(String act, RuntimeException... those) {
    failures.put(act, new ArrayList<>(List.of(those)));
  }

  /** Happens when this act begins. */
  public void when(String act, Runnable hook) {
    hooks.put(act, hook);
  }

  public void live(String host, String release) {
    live.put(host, release);
  }

  /** A job that runs on the host when somebody looks. */
  public void openJob(String host, String operation) {
    openJobs.put(host, List.of(operation));
  }

  /** A directory of a release beside the usual ones. */
  public void onDisk(String host, String release) {
    extraReleases.put(host, release);
  }

  /** Somebody else did this. */
  public void tell(String act) {
    acts.add(act, "");
  }

  /** What was done, in order; a step on several hosts at once is one line. */
  public List<String> story() {
    return acts.lines();
  }

  /** The story from the first line that begins so. */
  public List<String> storyFrom(String beginning) {
    return story().stream().dropWhile(line -> !line.startsWith(beginning)).toList();
  }

  /** How often a window of this label was measured. */
  public long measurements(String label) {
    return acts.count("analyse " + label);
  }

  private void act(String what, String where) {
    acts.add(what, where);
    Runnable hook = hooks.remove(what);
    if (hook != null) {
      hook.run();
    }
    List<RuntimeException> ahead = failures.get(what);
    if (ahead != null && !ahead.isEmpty()) {
      throw ahead.removeFirst();
    }
  }

  private GroupReport rows(String step, String shown, HostGroup group) {
    return new GroupReport(
        group.hosts().stream()
            .map(host -> {
              act(shown, host.name());
              return row(step, host);
            })
            .toList());
  }

  private HostRow row(String step, Host host) {
    List<Result> ahead = results.get(step + " " + host.name());
    Result result = ahead == null || ahead.isEmpty() ? Result.DONE : ahead.removeFirst();
    String detail =
        result == Result.DONE
            ? details.getOrDefault(step + " " + host.name(), "")
            : "scripted " + WireNames.of(result);
    return HostRow.of(host.name(), result, detail, Duration.ofMillis(5));
  }

  @Override
  public GroupReport inspect(InspectHosts request) {
    return new GroupReport(
        request.group().hosts().stream()
            .map(host -> {
              act("inspect", host.name());
              return inspected(host);
            })
            .toList());
  }

  private HostRow inspected(Host host) {
    HostRow row = row("inspect", host);
    String here = live.getOrDefault(host.name(), everywhere == null ? "" : everywhere);
    HostFacts facts =
        new HostFacts(
            "boot",
            "1",
            here.isEmpty() ? null : here,
            here.isEmpty() ? null : "b81d77e",
            releases(host, here),
            1L << 30,
            1,
            closed,
            openJobs.get(host.name()),
            jobs);
    Problem problem = hostProblems.get(host.name());
    return new HostRow(
        host.name(),
        row.result(),
        null,
        null,
        row.detail(),
        row.took(),
        row.result() == Result.DONE ? facts : null,
        problem == null ? List.of() : List.of(problem),
        hostRemarks.containsKey(host.name()) ? List.of(hostRemarks.get(host.name())) : null);
  }

  private List<String> releases(Host host, String here) {
    Set<String> found = new TreeSet<>();
    if (!here.isEmpty()) {
      found.addAll(List.of("20261101-1", "20261115-1", here));
    }
    String extra = extraReleases.get(host.name());
    if (extra != null) {
      found.add(extra);
    }
    return List.copyOf(found);
  }

  @Override
  public GroupReport endOlder(EndOlderJobs request) {
    return rows("end", "end older jobs", request.group());
  }

  @Override
  public GroupReport pruneJobs(PruneJobs request) {
    return rows("prune jobs", "prune jobs", request.group());
  }

  @Override
  public GroupReport ship(ShipArtifact request) {
    return rows("ship", "ship", request.group());
  }

  @Override
  public GroupReport run(RunHostJob request) {
    String step = request.job().step();
    releases.put(step, request.change().release());
    String attempt = request.attemptGroup() == 1 ? "" : " #" + request.attemptGroup();
    return rows(step, step + attempt, request.group());
  }

  @Override
  public GroupReport prove(ProveRelease request) {
    return rows("prove", "prove " + request.change().release(), request.group());
  }

  @Override
  public GroupReport kill(KillOperations request) {
    String steps =
        String.join(
            ",",
            request.steps().stream().map(step -> step.step() + "#" + step.attemptGroup()).toList());
    return rows("kill", "kill " + steps, request.group());
  }

  @Override
  public TrafficState read(ReadTraffic request) {
    act("read weights", "");
    return new TrafficState(List.of(new BalancerState("lb-1", "former file", split, notice)));
  }

  @Override
  public TrafficState shift(ShiftTraffic request) {
    Split to = request.split();
    act("weight " + to.weight() + " canary " + to.canary() + " stable " + to.stable(), "");
    shifts.add(Instant.ofEpochMilli(clock.getAsLong()));
    return new TrafficState(List.of());
  }

  @Override
  public TrafficState maintain(MaintainTraffic request) {
    act(request.notice() == null ? "open to visitors" : "close to visitors", "");
    return new TrafficState(List.of());
  }

  @Override
  public TrafficState restore(RestoreTraffic request) {
    act("weights back", "");
    return request.former();
  }

  @Override
  public MigrationFacts inspect(InspectMigrations request) {
    act("look at migrations of " + request.artifact().revision(), "");
    return migrations;
  }

  @Override
  public MigrationFacts readDryRun(ReadDryRun request) {
    act("read dry run of " + request.change().release(), request.host().name());
    return migrations;
  }

  @Override
  public MigrationReport migrate(Migrate request) {
    act("migrate", "");
    return new MigrationReport("1", "2", List.of("V2"));
  }

  @Override
  public MigrationReport takeDown(Migrate request) {
    act("take down", "");
    return new MigrationReport("2", "1", List.of("V2"));
  }

  @Override
  public MigrationReport stop(Migrate request) {
    act("stop migration", others(request.change().deployment()));
    return new MigrationReport("1", "1", List.of());
  }

  @Override
  public AnalysisReport analyse(Analyse request) {
    asked.put(request.window(), request.checks().stream().map(Check::name).toList());
    act("analyse " + request.window(), "");
    List<Verdict> ahead = verdicts.getOrDefault(request.window(), List.of());
    Verdict verdict = ahead.isEmpty() ? Verdict.PASS : ahead.getFirst();
    if (ahead.size() > 1) {
      ahead.removeFirst();
    }
    Counts counts = new Counts(1, verdict == Verdict.FAIL ? 1 : 0, 0, 0, 0);
    return new AnalysisReport(
        request.window(),
        Instant.EPOCH,
        request.until(),
        verdict,
        request.checks().stream()
            .map(check ->
                new CheckReport(
                    check.name(), check.severity(), verdict, counts, "web-1", "status 200"))
            .toList());
  }

  /** The deployment's id where it is not the one that the scene plays. */
  private static String others(String deployment) {
    return deployment.equals(Scene.DEPLOYMENT) ? "" : deployment;
  }

  @Override
  public PreflightReport check(CheckPlan request) {
    boolean scripts = request.plan().migrations() instanceof Migrations.Scripts;
    return new PreflightReport(planProblems, List.of(), scripts ? migrations.reading() : null);
  }

  @Override
  public PreflightReport checkNames(CheckNames request) {
    return new PreflightReport(planProblems, List.of());
  }

  @Override
  public ReleaseSource.Artifact pack(PackGit request) {
    act("pack " + request.git().revision(), "");
    ReleaseSource.Artifact ready = packed;
    if (ready == null) {
      throw new IllegalStateException("nothing to pack");
    }
    return ready;
  }

  @Override
  public Opened open(Open request) {
    act("open", "");
    return new Opened(7, ledgerLive, dirty, unclosed);
  }

  @Override
  public void record(Entries request) {
    recorded.addAll(request.entries());
  }

  @Override
  public void close(Close request) {
    ends.add(request);
    act("close " + WireNames.of(request.outcome()), others(request.deployment()));
  }
}
