package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.CatalogueActivities.Entered;
import dev.windlass.workflows.backup.RescanActivities.Found;
import dev.windlass.workflows.backup.RescanActivities.Oddity;
import dev.windlass.workflows.backup.RescanActivities.Scanned;
import dev.windlass.workflows.backup.RescanWorkflow.StoreFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a rescan finds in one store, beside what the catalogue says of it. */
final class StoreTally {

  private final String store;
  private final NavigableSet<String> claimed = new TreeSet<>();
  private final NavigableSet<String> seen = new TreeSet<>();
  private final List<String> entered = new ArrayList<>();
  private final List<Oddity> odd = new ArrayList<>();
  private int whole;
  private @Nullable String problem;

  StoreTally(String store) {
    this.store = store;
  }

  /** What the catalogue says that the store has, before anybody looked. */
  void claimedBefore(List<String> ids) {
    claimed.addAll(ids);
  }

  void page(Scanned page, Entered told) {
    whole += page.whole().size();
    page.whole().stream().map(Found::id).forEach(seen::add);
    page.odd().stream().map(Oddity::id).forEach(seen::add);
    odd.addAll(page.odd());
    entered.addAll(told.ids());
    odd.addAll(told.odd());
  }

  /**
   * What the catalogue says afterwards: what came or went meanwhile is in only one of the two, and
   * nothing is wrong with it.
   */
  void claimedAfter(List<String> ids) {
    for (String id : new TreeSet<>(ids)) {
      if (claimed.contains(id) && !seen.contains(id)) {
        odd.add(
            new Oddity(
                id,
                "the catalogue says that it is whole here, but there is nothing of it;"
                    + " take the copy of another store"));
      }
    }
  }

  void problem(String why) {
    problem = why;
  }

  StoreFindings findings() {
    return new StoreFindings(store, whole, entered, odd, problem);
  }
}
