package dev.windlass.workflows.migration.safety;

import java.util.Collection;
import java.util.EnumSet;
import java.util.SortedSet;
import java.util.TreeSet;

/** In one word what is to be feared of a statement; one can be of several. */
public enum Category {
  SAFE,
  /** Readers or writers wait for as long as it works, or until its transaction ends. */
  LOCKING,
  DEPENDS,
  BREAKING,
  REFUSED,
  UNPARSABLE,
  DESTRUCTIVE;

  /** Those of all findings of a statement; {@link #SAFE} when there is nothing to fear. */
  public static SortedSet<Category> of(Collection<Finding> findings) {
    EnumSet<Category> all = EnumSet.noneOf(Category.class);
    for (Finding finding : findings) {
      if (finding.effect().blocksWriters()) {
        all.add(LOCKING);
      }
      all.add(of(finding.risk()));
    }
    if (all.size() > 1) {
      all.remove(SAFE);
    }
    return new TreeSet<>(all.isEmpty() ? EnumSet.of(SAFE) : all);
  }

  private static Category of(Risk risk) {
    return switch (risk) {
      case NONE -> SAFE;
      case DEPENDS -> DEPENDS;
      case BREAKS -> BREAKING;
      case REFUSED -> REFUSED;
      case UNREADABLE -> UNPARSABLE;
      case DESTROYS -> DESTRUCTIVE;
    };
  }
}
