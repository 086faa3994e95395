package dev.windlass.api.deployment;

import dev.windlass.api.deployment.Deployments.Meant;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.store.Store;
import dev.windlass.store.ledger.DeploymentFilter;
import dev.windlass.store.ledger.DeploymentRow;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.Token;
import dev.windlass.workflows.contract.WindlassJson;
import dev.windlass.workflows.deployment.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists: rows of the ledger; what still runs is asked. */
@Component
public final class DeploymentList {

  private static final int USUAL = 20;
  private static final int MOST = 200;

  private final Store store;
  private final Deployments deployments;

  public DeploymentList(Store store, Deployments deployments) {
    this.store = store;
    this.deployments = deployments;
  }

  /**
   * What to list; what is left out does not matter.
   *
   * @param outcome a word such as rolledBack, or running
   * @param below numbers below this one, for the next page
   * @param limit 20 unless told, at most 200
   */
  public record Filter(
      @Nullable String application,
      @Nullable String environment,
      @Nullable String outcome,
      @Nullable Long below,
      @Nullable Integer limit) {

    boolean takes(DeploymentRow row) {
      if (outcome == null) {
        return true;
      }
      Outcome of = row.outcome();
      return outcome.equals(of == null ? "running" : word(of));
    }

    int most() {
      return limit == null ? USUAL : Math.clamp(limit, 1, MOST);
    }

    void check() {
      if (outcome == null || outcome.equals("running")) {
        return;
      }
      List<String> words = Arrays.stream(Outcome.values()).map(Filter::word).toList();
      if (!words.contains(outcome)) {
        throw Refusal.badRequest(
            "outcome %s, expected running, %s".formatted(outcome, String.join(", ", words)));
      }
    }

    private static String word(Outcome outcome) {
      return WindlassJson.mapper().convertValue(outcome, String.class);
    }
  }

  /** Newest first, those that the operator may see. */
  public List<DeploymentView> list(Filter filter) {
    filter.check();
    Token operator = Access.operator();
    List<DeploymentView> found = new ArrayList<>();
    Long below = filter.below();
    while (found.size() < filter.most()) {
      List<DeploymentRow> page =
          store
              .ledger()
              .list(new DeploymentFilter(filter.application(), filter.environment(), below, MOST));
      page.stream()
          .filter(row -> operator.may(Role.VIEWER, row.application(), row.environment()))
          .filter(filter::takes)
          .limit(filter.most() - found.size())
          .map(this::line)
          .forEach(found::add);
      if (page.size() < MOST) {
        break;
      }
      below = page.getLast().number();
    }
    return found;
  }

  private DeploymentView line(DeploymentRow row) {
    Meant meant = deployments.meant(row);
    return deployments.view(meant).brief();
  }
}
