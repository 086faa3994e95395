package dev.windlass.store;

import static dev.windlass.store.Samples.NOW;
import static dev.windlass.store.Samples.ending;
import static dev.windlass.store.Samples.open;
import static dev.windlass.store.Samples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.plan.Passed;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an environment knows of an artifact, whatever the database. */
interface PassedContract {

  String DIGEST = "d1ge57";

  Store store();

  @Test
  default void knowsNothingOfAnArtifactThatWasNeverThere() {
    assertThat(passed(application(), "staging")).isEqualTo(new Passed.Seen(0, null, false, null));
  }

  @Test
  default void knowsTheNewestDeploymentOfAnArtifactThatSucceeded() {
    String app = application();
    store().ledger().open(open(app + "-1", app, "staging"));
    store().ledger().close(succeeded(app + "-1", "r1"));
    long newest = store().ledger().open(open(app + "-2", app, "staging")).number();
    store().ledger().close(succeeded(app + "-2", "r2"));

    assertThat(passed(app, "staging")).isEqualTo(new Passed.Seen(newest, NOW, false, "4f2c9a1"));
  }

  @Test
  default void anArtifactThatWasTakenBackHasNotPassed() {
    String app = application();
    store().ledger().open(open(app + "-1", app, "staging"));
    store().ledger().close(ending(app + "-1", Outcome.ROLLED_BACK, "r1", null, "r1"));

    assertThat(passed(app, "staging")).isEqualTo(new Passed.Seen(0, null, false, null));
  }

  @Test
  default void anArtifactThatWasMarkedBadLaterIsBad() {
    String app = application();
    long good = store().ledger().open(open(app + "-1", app, "staging")).number();
    store().ledger().close(succeeded(app + "-1", "r1"));
    store().ledger().open(open(app + "-2", app, "staging"));
    store().ledger().close(ending(app + "-2", Outcome.ROLLED_BACK, "", null, "r1"));

    assertThat(passed(app, "staging")).isEqualTo(new Passed.Seen(good, NOW, true, null));
  }

  @Test
  default void otherEnvironmentsAndApplicationsHaveNotPassedIt() {
    String app = application();
    store().ledger().open(open(app + "-1", app, "staging"));
    store().ledger().close(succeeded(app + "-1", "r1"));

    assertThat(passed(app, "production").number()).isZero();
    assertThat(passed("x" + app, "staging").number()).isZero();
    assertThat(store().ledger().releases().passed(app, "staging", "0ther").number()).isZero();
  }

  private Passed.Seen passed(String application, String environment) {
    return store().ledger().releases().passed(application, environment, DIGEST);
  }

  private static String application() {
    return "shop-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
