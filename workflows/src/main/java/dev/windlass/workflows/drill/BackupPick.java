package dev.windlass.workflows.drill;

import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Which backup is drilled, among those that the offsite store has. */
final class BackupPick {

  private final DrillRequest request;
  private final List<Row> there;

  /**
   * @param rows newest first
   */
  BackupPick(DrillRequest request, List<Row> rows) {
    this.request = request;
    String offsite = request.plan().offsite().address();
    this.there = rows.stream().filter(row -> row.stores().contains(offsite)).toList();
  }

  /**
   * @param random a number from 0 up to, without, the one that it is given
   */
  Optional<Row> pick(IntUnaryOperator random) {
    return switch (request.pick()) {
      case LATEST -> there.stream().findFirst();
      case RANDOM ->
          there.isEmpty()
              ? Optional.empty()
              : Optional.of(there.get(random.applyAsInt(there.size())));
      case NAMED -> there.stream().filter(row -> row.id().equals(request.backup())).findFirst();
    };
  }

  /** Why there was none to pick. */
  String nothing() {
    String store = request.plan().offsite().address();
    String environment = request.plan().backup().environment();
    return switch (request.pick()) {
      case LATEST, RANDOM ->
          "no backup is whole in %s; take one: windlass backup %s".formatted(store, environment);
      case NAMED ->
          "%s is not whole in %s; which are: windlass backups %s"
              .formatted(request.backup(), store, environment);
    };
  }

  /** What a disaster at that moment would lose. */
  Optional<Duration> dataAge(Instant now) {
    return there.stream().findFirst().map(newest -> Duration.between(newest.takenAt(), now));
  }
}
