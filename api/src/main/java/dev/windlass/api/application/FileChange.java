package dev.windlass.api.application;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.windlass.api.specification.Specification;
import dev.windlass.store.application.ApplicationVersion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a new text changes.
 *
 * @param version that it is or would be
 * @param changed environments that would be deployed otherwise than before
 * @param diff unified, empty when the text is the same
 * @param stored false for a dry run
 * @param remarks what of it does not happen by itself, and what to do about it; empty for a dry run
 */
public record FileChange(
    String application,
    int version,
    List<String> changed,
    String diff,
    boolean stored,
    List<String> remarks) {

  private static final int CONTEXT = 3;

  public FileChange {
    changed = List.copyOf(changed);
    remarks = List.copyOf(remarks);
  }

  /** Environments whose meaning differs, those that come or go included; in the file's order. */
  static List<String> changed(@Nullable Specification before, Specification after) {
    Set<String> names = new LinkedHashSet<>(after.environments().keySet());
    if (before != null) {
      names.addAll(before.environments().keySet());
    }
    return names.stream()
        .filter(name ->
            before == null
                || !Objects.equals(before.environments().get(name), after.environments().get(name)))
        .toList();
  }

  /** The text's own difference. */
  static String diff(@Nullable ApplicationVersion before, String application, String after) {
    List<String> old = before == null ? List.of() : before.yaml().lines().toList();
    String oldName = before == null ? "/dev/null" : application + " " + before.version();
    String newName = application + " " + (before == null ? 1 : before.version() + 1);
    return String.join(
        "\n",
        UnifiedDiffUtils.generateUnifiedDiff(
            oldName, newName, old, DiffUtils.diff(old, after.lines().toList()), CONTEXT));
  }
}
