package dev.windlass.workflows.contract;

import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs are found by. Registered by whoever starts the engine, checked when a worker starts.
 */
public final class SearchAttributes {

  public static final SearchAttributeKey<String> APPLICATION = keyword("WindlassApplication");
  public static final SearchAttributeKey<String> ENVIRONMENT = keyword("WindlassEnvironment");
  public static final SearchAttributeKey<String> RELEASE = keyword("WindlassRelease");
  public static final SearchAttributeKey<String> STRATEGY = keyword("WindlassStrategy");
  public static final SearchAttributeKey<String> PHASE = keyword("WindlassPhase");
  public static final SearchAttributeKey<String> OUTCOME = keyword("WindlassOutcome");

  private SearchAttributes() {}

  /** All of them, each of type Keyword. */
  public static List<SearchAttributeKey<String>> all() {
    return List.of(APPLICATION, ENVIRONMENT, RELEASE, STRATEGY, PHASE, OUTCOME);
  }

  /**
   * Says where this run is, and how it ended once it has, by one command.
   *
   * @param outcome null while it goes on
   */
  public static void show(String phase, @Nullable String outcome) {
    if (outcome == null) {
      Workflow.upsertTypedSearchAttributes(PHASE.valueSet(phase));
    } else {
      Workflow.upsertTypedSearchAttributes(PHASE.valueSet(phase), OUTCOME.valueSet(outcome));
    }
  }

  private static SearchAttributeKey<String> keyword(String name) {
    return SearchAttributeKey.forKeyword(name);
  }
}
