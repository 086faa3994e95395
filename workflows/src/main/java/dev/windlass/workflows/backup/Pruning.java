package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.RetentionDecider.Candidate;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.Words;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.time.ZoneId;
import java.util.List;

/**
 * Lets go of backups that need not be kept; one that cannot be removed does not keep the others.
 */
final class Pruning {

  private final List<StorePlace> stores;
  private final BackupCalls calls;
  private final BackupBoard board;

  Pruning(List<StorePlace> stores, BackupCalls calls, BackupBoard board) {
    this.stores = stores;
    this.calls = calls;
    this.board = board;
  }

  void prune(Retention keep, ZoneId zone) {
    List<Row> rows = calls.list();
    List<Candidate> candidates =
        rows.stream()
            .map(row ->
                new Candidate(
                    row.id(), row.takenAt(), row.drilledAt(), row.usedBy() != null, row.safety()))
            .toList();
    List<String> gone = RetentionDecider.decide(candidates, keep, zone, NamedTimer.now()).delete();
    for (String id : gone) {
      rows.stream().filter(row -> row.id().equals(id)).forEach(this::remove);
    }
  }

  private void remove(Row row) {
    if (!calls.retire(row.id())) {
      board.remark(row.id() + " stays: somebody has begun to read it");
      return;
    }
    boolean everywhere = true;
    for (String store : row.stores()) {
      everywhere &= remove(row.id(), store);
    }
    if (everywhere) {
      board.pruned(row.id());
    }
  }

  private boolean remove(String id, String address) {
    StorePlace store =
        stores.stream().filter(one -> one.address().equals(address)).findFirst().orElse(null);
    if (store == null) {
      board.remark(id + " is still in " + address + ", which the file no longer names");
      return false;
    }
    try {
      calls.discard(id, store);
      calls.forget(id, address);
      return true;
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      board.remark(id + " is still in " + address + ": " + Words.of(failure));
      return false;
    }
  }
}
