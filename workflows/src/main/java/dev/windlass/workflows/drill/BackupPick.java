package dev.windlass.workflows.drill;

import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Which backup is drilled, among those that the offsite store has. */
final class BackupPick {

  private final DrillRequest request;
  private final List<Row> rows;
  private final List<Row> there;

  /** Of these, without what restores have replaced, perhaps in another database. */
  private final List<Row> own;

  /**
   * @param rows newest first
   */
  BackupPick(DrillRequest request, List<Row> rows) {
    this.request = request;
    this.rows = rows;
    String offsite = request.plan().offsite().address();
    this.there = rows.stream().filter(row -> row.stores().contains(offsite)).toList();
    this.own = there.stream().filter(row -> !row.safety()).toList();
  }

  /**
   * @param random a number from 0 up to, without, the one that it is given
   */
  Optional<Row> pick(IntUnaryOperator random) {
    return switch (request.pick()) {
      case LATEST -> own.stream().findFirst();
      case RANDOM ->
          own.isEmpty() ? Optional.empty() : Optional.of(own.get(random.applyAsInt(own.size())));
      case NAMED -> there.stream().filter(row -> row.id().equals(request.backup())).findFirst();
    };
  }

  /** Why there was none to pick. */
  String nothing() {
    String store = request.plan().offsite().address();
    String environment = request.plan().backup().environment();
    return switch (request.pick()) {
      case LATEST, RANDOM ->
          "no backup is whole in %s; %stake one: windlass backup %s"
              .formatted(store, elsewhere(rows), environment);
      case NAMED ->
          "%s is not whole in %s; %swhich are: windlass backups %s"
              .formatted(
                  request.backup(),
                  store,
                  elsewhere(
                      rows.stream().filter(row -> row.id().equals(request.backup())).toList()),
                  environment);
    };
  }

  /** A store is known by its whole address: where only that has changed, its copies are there. */
  private String elsewhere(List<Row> candidates) {
    String others =
        candidates.stream()
            .flatMap(row -> row.stores().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return others.isEmpty()
        ? ""
        : "the catalogue has %s in %s; if a store has another address now: windlass backups rescan %s; else "
            .formatted(
                candidates.size() == 1
                    ? candidates.getFirst().id()
                    : candidates.size() + " backups",
                others,
                request.plan().backup().environment());
  }

  /** What a disaster at that moment would lose. */
  Optional<Duration> dataAge(Instant now) {
    return own.stream().findFirst().map(newest -> Duration.between(newest.takenAt(), now));
  }
}
