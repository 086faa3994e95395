package dev.windlass.workflows.scene;

import dev.windlass.workflows.backup.BackupActivities;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.backup.RescanActivities;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Stores and a catalogue that keep nothing but a story of what was asked of them. */
public final class FakeBackups implements BackupActivities, CatalogueActivities, RescanActivities {

  public static final Taken TAKEN = new Taken("ab".repeat(32), 12, 3_400, 9_000, 1_200, "7", "k1");

  /** What was asked, in order. */
  public final List<String> story = Collections.synchronizedList(new ArrayList<>());

  /** Acts that fail, by how their line of the story begins, each with what is thrown. */
  public final Map<String, RuntimeException> failures = new LinkedHashMap<>();

  /** Acts that last until they are cancelled. */
  public final List<String> endless = new ArrayList<>();

  /** What the catalogue lists. */
  public final List<Row> rows = new CopyOnWriteArrayList<>();

  /** How the run of somebody else's backup ends, one after another; then it still goes on. */
  public final Queue<Ended> ends = new ConcurrentLinkedQueue<>();

  /** What happens when an act begins, by its line of the story. */
  public final Map<String, Runnable> hooks = new ConcurrentHashMap<>();

  /** Hears the story too, for who wants to know what happened between. */
  public volatile Consumer<String> listener = line -> {};

  /** Backups that somebody begins to read just before they are to go. */
  public final List<String> readers = new ArrayList<>();

  /** Backups that are about to go. */
  public final List<String> leaving = new ArrayList<>();

  /** What a scan finds, by store and the id that it comes after. */
  public final Map<String, Scanned> pages = new LinkedHashMap<>();

  /** What the catalogue answers to whatever is entered. */
  public Entered entered = new Entered(List.of(), List.of());

  /** What a backup holds that is taken. */
  public volatile Taken taken = TAKEN;

  private static final Scanned NOTHING = new Scanned(List.of(), List.of(), null);

  @Override
  public Taken take(Take request) {
    act("take " + request.id() + " to " + request.plan().stores().getFirst());
    return taken;
  }

  @Override
  public void copy(Copy request) {
    act("copy " + request.id() + " to " + request.to());
  }

  @Override
  public void discard(Discard request) {
    act("discard " + request.id() + " in " + request.store());
  }

  @Override
  public Opened open(Open request) {
    act("open for " + request.startedBy());
    return new Opened("b-1");
  }

  @Override
  public void stored(Stored request) {
    act("stored " + request.id() + " in " + request.store());
  }

  @Override
  public void close(Close request) {
    act("close " + request.id() + ": " + request.problem());
  }

  @Override
  public Listing list(ListBackups request) {
    act("list " + request.kind());
    return new Listing(rows);
  }

  @Override
  public Awaited awaitEnd(AwaitEnd request) {
    act("await the end of " + request.kind());
    return new Awaited(ends.poll());
  }

  @Override
  public Retired retire(Retire request) {
    act("retire " + request.id());
    return new Retired(!readers.contains(request.id()));
  }

  @Override
  public Relied rely(Rely request) {
    act("rely on %s for %s".formatted(request.id(), request.deployment()));
    return new Relied(!leaving.contains(request.id()));
  }

  @Override
  public void forget(Forget request) {
    act("forget " + request.id() + " in " + request.store());
  }

  @Override
  public Scanned scan(Scan request) {
    act("scan " + request.store() + " after '" + request.after() + "'");
    return Objects.requireNonNull(pages.getOrDefault(request.store() + request.after(), NOTHING));
  }

  @Override
  public Entered enter(Enter request) {
    act("enter %d of %s for %s".formatted(request.found().size(), request.store(), request.by()));
    return entered;
  }

  void act(String line) {
    story.add(line);
    listener.accept(line);
    Runnable hook = hooks.remove(line);
    if (hook != null) {
      hook.run();
    }
    failures.forEach((beginning, failure) -> {
      if (line.startsWith(beginning)) {
        throw failure;
      }
    });
    if (endless.stream().anyMatch(line::startsWith)) {
      awaitCancellation(line);
    }
  }

  private void awaitCancellation(String line) {
    try {
      while (true) {
        Activity.getExecutionContext().heartbeat(null);
        Thread.sleep(50);
      }
    } catch (ActivityCompletionException cancelled) {
      story.add(line + " cancelled");
      listener.accept(line + " cancelled");
      throw cancelled;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
  }
}
