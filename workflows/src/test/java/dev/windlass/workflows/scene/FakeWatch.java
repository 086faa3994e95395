package dev.windlass.workflows.scene;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.watch.WatchActivities;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What a standing watch sees of changes, and what it has told. */
public final class FakeWatch implements WatchActivities {

  /** Whether a change holds the lock. */
  public volatile boolean changing;

  /** Number of the newest deployment that succeeded; 7 is the scene's own. */
  public volatile long newest = 7;

  /** Thrown by whoever looks, or null. */
  public volatile @Nullable RuntimeException blind;

  /** In the order in which it was told. */
  public final List<TellAlarms> told = new CopyOnWriteArrayList<>();

  /** What began and what ended, by {@code + check} and {@code - check}. */
  public List<String> news() {
    List<String> news = new ArrayList<>();
    for (TellAlarms one : told) {
      one.begun().stream().map(Alarm::check).forEach(check -> news.add("+ " + check));
      one.ended().stream().map(Alarm::check).forEach(check -> news.add("- " + check));
    }
    return news;
  }

  @Override
  public Changes look(LookAtChanges request) {
    if (blind != null) {
      throw blind;
    }
    return new Changes(changing, newest);
  }

  @Override
  public void tell(TellAlarms request) {
    told.add(request);
  }
}
