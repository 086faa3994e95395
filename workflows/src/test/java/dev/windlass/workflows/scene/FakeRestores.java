package dev.windlass.workflows.scene;

import dev.windlass.workflows.restore.RestoreActivities;
import dev.windlass.workflows.restore.RestoreRecordActivities;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A target and a record of restores, whose acts stand in the story of the backups. */
public final class FakeRestores implements RestoreActivities, RestoreRecordActivities {

  public static final Loaded LOADED = new Loaded(12, 3_400, 9_000);

  /** What the target holds before. */
  public long things = 7;

  /** Whether the backup is not about to go. */
  public boolean kept = true;

  /** What loading has found. */
  public Loaded loaded = LOADED;

  /** What cleaning finds in place. */
  public @Nullable Boolean restored;

  /** What the record has of the last that ended. */
  public @Nullable List<String> remarks;

  private final FakeBackups story;

  FakeRestores(FakeBackups story) {
    this.story = story;
  }

  @Override
  public Looked look(Look request) {
    story.act("look at " + request.plan().target().database().name());
    return new Looked("server 1", "11.8", things, 9_000, Definers.KEPT, List.of());
  }

  @Override
  public Loaded load(Load request) {
    story.act("load " + request.plan().backup().id() + " as " + request.id());
    return loaded;
  }

  @Override
  public void swap(Swap request) {
    story.act("swap " + request.id());
  }

  @Override
  public Cleaned clean(Clean request) {
    story.act("clean " + request.id());
    return new Cleaned(restored);
  }

  @Override
  public Opened open(Open request) {
    story.act("open restore of " + request.backup() + " for " + request.startedBy());
    return new Opened("r-1");
  }

  @Override
  public Held hold(Hold request) {
    story.act("hold " + request.backup());
    return new Held(kept);
  }

  @Override
  public void close(Close request) {
    remarks = request.remarks();
    story.act(
        "close %s: %s, %s, safety %s"
            .formatted(request.id(), request.outcome(), request.left(), request.safety()));
  }
}
