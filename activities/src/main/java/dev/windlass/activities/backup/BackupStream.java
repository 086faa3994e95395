package dev.windlass.activities.backup;

import dev.windlass.activities.backup.Sources.Target;
import dev.windlass.activities.backup.dump.Sealed;
import dev.windlass.activities.backup.dump.SealingStream;
import dev.windlass.activities.backup.store.ObjectWriter;
import dev.windlass.activities.backup.store.StoreKey;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.plan.Migrations;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One object of a backup on its way into a store: sealed as it comes, there once it is whole. */
final class BackupStream {

  private final BackupPlan plan;
  private final Target target;
  private final Clock clock;

  BackupStream(BackupPlan plan, Target target, Clock clock) {
    this.plan = plan;
    this.target = target;
    this.clock = clock;
  }

  /** Writes the plain stream and says what was in it. */
  interface Content<C> {
    C writeTo(OutputStream plain) throws IOException;
  }

  /**
   * What was written.
   *
   * @param contents what was in it
   * @param read when its last byte had come, and was on its way into the store
   */
  record Written<C>(
      C contents, Manifest.StoredObject object, Instant started, Instant read, Instant finished) {}

  /**
   * @param form of the plain stream: {@code sql}, {@code dump} or {@code tar}
   */
  <C> Written<C> write(String form, Content<C> content) throws IOException {
    Instant started = clock.instant();
    String name = name(form);
    StoreKey key = new StoreKey(plan.application(), plan.environment(), target.id(), name);
    try (ObjectWriter to = target.store().write(key);
        SealingStream sealing = target.sealing().open(to)) {
      C contents = content.writeTo(new Counting(sealing, target.progress()));
      Sealed sealed = sealing.finish();
      Instant read = clock.instant();
      to.commit();
      Manifest.StoredObject object =
          new Manifest.StoredObject(
              name, sealed.plainBytes(), sealed.storedBytes(), sealed.sha256());
      return new Written<>(contents, object, started, read, clock.instant());
    }
  }

  private String name(String form) {
    String sealed = plan.recipient() == null ? ".zst" : ".zst.age";
    return plan.source().kind() + "-" + target.attempt() + "." + form + sealed;
  }

  /** The manifest of a backup that is this one object. */
  Manifest manifest(Written<?> written, Manifest.Origin origin, Held held) {
    return new Manifest(
        Manifest.FORMAT,
        target.id(),
        plan.application(),
        plan.environment(),
        held.kind(),
        null,
        origin,
        held.schemaVersion(),
        held.versionTable(),
        written.started(),
        written.finished(),
        List.of(written.object()),
        held.tables(),
        held.things(),
        target.sealing().keyIds(),
        List.of(
            new Manifest.Timing("connect", held.connected()),
            new Manifest.Timing("dump", Duration.between(written.started(), written.read())),
            new Manifest.Timing("upload", Duration.between(written.read(), written.finished()))),
        held.passedOver());
  }

  /**
   * What the backup holds.
   *
   * @param passedOver what is not in it as it was, each with the reason
   * @param connected how long it took to come to the source, and to ask for its versions
   */
  record Held(
      Manifest.Kind kind,
      @Nullable String schemaVersion,
      Migrations.@Nullable Updates versionTable,
      List<Manifest.Table> tables,
      List<Manifest.Thing> things,
      List<String> passedOver,
      Duration connected) {}

  private static final class Counting extends FilterOutputStream {
    private final LongConsumer progress;

    Counting(OutputStream to, LongConsumer progress) {
      super(to);
      this.progress = progress;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      progress.accept(length);
    }
  }
}
