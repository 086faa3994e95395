package dev.windlass.activities.grant;

import dev.windlass.activities.ssh.job.Redactor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a plan that commands may find where they run, and print. Read once for all hosts
 * of an activity, and gone with it.
 */
public final class Unspoken {

  private final Grants grants;
  private final Scope scope;
  private final List<String> names;
  private @Nullable List<Secret> values;

  /**
   * @param names of the plan's secrets; null where it has none
   */
  public Unspoken(Grants grants, Scope scope, @Nullable List<String> names) {
    this.grants = grants;
    this.scope = scope;
    this.names = names == null ? List.of() : List.copyOf(names);
  }

  /**
   * Knows all of them. Where one cannot be read now, nothing is told: an undo must go on without.
   *
   * @param handed values that are known already
   */
  public Redactor redactor(Collection<String> handed) {
    try {
      List<String> all = new ArrayList<>(handed);
      values().forEach(secret -> all.add(secret.reveal()));
      return Redactor.of(all);
    } catch (NotGrantedException e) {
      return Redactor.mute();
    }
  }

  private synchronized List<Secret> values() {
    List<Secret> known = values;
    if (known == null) {
      known = names.stream().map(name -> grants.secret(scope, name)).toList();
      values = known;
    }
    return known;
  }
}
