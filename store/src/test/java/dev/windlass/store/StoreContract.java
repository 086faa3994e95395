package dev.windlass.store;

import static dev.windlass.store.Samples.NOW;
import static dev.windlass.store.Samples.ending;
import static dev.windlass.store.Samples.entry;
import static dev.windlass.store.Samples.open;
import static dev.windlass.store.Samples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.store.application.NewVersion;
import dev.windlass.store.application.Place;
import dev.windlass.store.application.PlaceTakenException;
import dev.windlass.store.artifact.Digests;
import dev.windlass.store.bypass.Bypasses;
import dev.windlass.store.bypass.KeptBypass;
import dev.windlass.store.ledger.DeploymentFilter;
import dev.windlass.store.ledger.DeploymentRow;
import dev.windlass.store.ledger.ReleaseRow;
import dev.windlass.store.log.Chunk;
import dev.windlass.store.log.LogOperation;
import dev.windlass.store.log.Logs;
import dev.windlass.store.request.KeyConflictException;
import dev.windlass.store.request.StartRequest;
import dev.windlass.store.token.IssuedToken;
import dev.windlass.store.token.NewToken;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.RoleGrant;
import dev.windlass.store.token.Token;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.ledger.LedgerActivities.Unclosed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/** What the store promises, whatever the database. Each test has names of its own. */
abstract class StoreContract {

  private final String own = UUID.randomUUID().toString().substring(0, 8);
  private final String app = "shop-" + own;
  private final String id = "d-" + own;

  public abstract Store store();

  @Test
  void keepsEveryVersionOfAFile() {
    store().applications().put(version("a: 1", List.of()));
    store().applications().put(version("a: 2", List.of()));
    assertThat(store().applications().current(app).orElseThrow().yaml()).isEqualTo("a: 2");
    assertThat(store().applications().versions(app)).extracting("version").containsExactly(2, 1);
    assertThat(store().applications().list()).extracting("application").contains(app);
  }

  @Test
  void keepsTheSameFileOnce() {
    store().applications().put(version("a: 1", List.of()));
    assertThat(store().applications().put(version("a: 1", List.of())).version()).isEqualTo(1);
  }

  @Test
  void refusesAPlaceInsideAnotherApplications() {
    Place owned = new Place("web-" + own, "/var/www/shop");
    store().applications().put(version("a: 1", List.of(owned)));
    NewVersion thief =
        new NewVersion(
            "thief-" + own,
            "b: 1",
            List.of(new Place(owned.host(), "/var/www/shop/sub")),
            "x",
            NOW);
    assertThatThrownBy(() -> store().applications().put(thief))
        .isInstanceOf(PlaceTakenException.class)
        .hasMessageContaining("/var/www/shop, which application " + app + " owns");
    assertThat(store().applications().current("thief-" + own)).isEmpty();
  }

  @Test
  void letsANeighbourWithASimilarNameBe() {
    store().applications().put(version("a: 1", List.of(new Place("web-" + own, "/var/www/shop"))));
    NewVersion neighbour =
        new NewVersion(
            "b-" + own, "b: 1", List.of(new Place("web-" + own, "/var/www/shop2")), "x", NOW);
    assertThat(store().applications().put(neighbour).version()).isEqualTo(1);
  }

  @Test
  void takesAKeyOnce() {
    StartRequest request = new StartRequest(id, app, "production", "cafe", "dev-1");
    assertThat(store().requests().reserve(request, NOW).runId()).isNull();
    store().requests().started(id, "run-1");
    store().requests().started(id, "run-2");
    assertThat(store().requests().reserve(request, NOW).runId()).isEqualTo("run-1");
    StartRequest another = new StartRequest(id, app, "production", "beef", "dev-1");
    assertThatThrownBy(() -> store().requests().reserve(another, NOW))
        .isInstanceOf(KeyConflictException.class)
        .hasMessageContaining("use a new key");
  }

  @Test
  void givesAKeyBackThatLedToNothing() {
    StartRequest request = new StartRequest(id, app, "production", "cafe", "dev-1");
    store().requests().reserve(request, NOW);
    store().requests().release(id);
    assertThat(store().requests().find(id)).isEmpty();
  }

  @Test
  void knowsTheNewestSuccessOfAnEnvironment() {
    assertThat(store().ledger().newestSuccess(app, "production")).isZero();
    long good = store().ledger().open(open(id, app, "production")).number();
    store().ledger().close(succeeded(id, "r1"));
    store().ledger().open(open(id + "b", app, "production"));
    store().ledger().close(ending(id + "b", Outcome.ROLLED_BACK, "r2", "r1", "r2"));
    store().ledger().open(open(id + "c", app, "staging"));
    store().ledger().close(succeeded(id + "c", "r3"));
    store().ledger().open(open(id + "d", app, "production"));

    assertThat(store().ledger().newestSuccess(app, "production")).isEqualTo(good);
  }

  @Test
  void givesADeploymentTheSameNumberAlways() {
    long first = store().ledger().open(open(id, app, "production")).number();
    assertThat(store().ledger().open(open(id, app, "production")).number()).isEqualTo(first);
    assertThat(store().ledger().open(open(id + "x", "other", "production")).number())
        .isGreaterThan(first);
  }

  @Test
  void givesOneNumberToManyWhoAskAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Long> ask = () -> store().ledger().open(open(id, app, "production")).number();
      var answers = threads.invokeAll(IntStream.range(0, 8).mapToObj(n -> ask).toList());
      assertThat(answers).extracting(answer -> answer.get()).containsOnly(answers.get(0).get());
    }
  }

  @Test
  void writesAnEntryOnce() {
    store().ledger().record(id, List.of(entry(1, "unpack"), entry(2, "link")));
    store().ledger().record(id, List.of(entry(2, "again"), entry(3, "warm")));
    assertThat(store().ledger().timeline(id))
        .containsExactly(entry(1, "unpack"), entry(2, "link"), entry(3, "warm"));
  }

  @Test
  void knowsWhatIsLiveAndWhatWasGoodBefore() {
    deploy("1");
    deploy("2");
    assertThat(store().ledger().releases().live(app, "production").map(ReleaseRow::id))
        .contains("r2");
    assertThat(store().ledger().releases().previousGood(app, "production").map(ReleaseRow::id))
        .contains("r1");
    assertThat(store().ledger().open(open(id + "3", app, "production")).live()).isEqualTo("r2");
  }

  @Test
  void passesOverABadReleaseOnTheWayBack() {
    deploy("1");
    deploy("2");
    deploy("3");
    store().ledger().open(open(id + "back", app, "production"));
    store().ledger().close(ending(id + "back", Outcome.SUCCEEDED, "r2", "r2", "r3"));
    assertThat(store().ledger().releases().live(app, "production").map(ReleaseRow::id))
        .contains("r2");
    assertThat(store().ledger().releases().previousGood(app, "production").map(ReleaseRow::id))
        .contains("r1");
    assertThat(store().ledger().releases().find(app, "production", "r3").orElseThrow().bad())
        .isTrue();
  }

  @Test
  void endsADeploymentOnce() {
    store().ledger().open(open(id, app, "production"));
    assertThat(store().ledger().close(succeeded(id, "r1"))).isTrue();
    assertThat(store().ledger().close(ending(id, Outcome.FAILED, "r1", null, "r1"))).isFalse();
    assertThat(store().ledger().find(id).map(DeploymentRow::outcome)).contains(Outcome.SUCCEEDED);
    assertThat(store().ledger().releases().isDirty(app, "production")).isFalse();
  }

  @Test
  void tellsTheNextRunOfThoseThatNeverEnded() {
    long dead = store().ledger().open(open(id, app, "production")).number();
    store().ledger().open(open(id + "other", app, "staging"));

    assertThat(store().ledger().open(open(id, app, "production")).unclosed()).isEmpty();
    assertThat(store().ledger().open(open(id + "2", app, "production")).unclosed())
        .containsExactly(new Unclosed(id, dead));
    assertThat(store().ledger().unclosed(app, "production"))
        .extracting(DeploymentRow::id)
        .containsExactly(id, id + "2");

    store().ledger().close(ending(id, Outcome.FAILED, "r1", null, "r1"));
    store().ledger().close(succeeded(id + "2", "r0"));
    assertThat(store().ledger().releases().isDirty(app, "production"))
        .as("the run that cleared it away speaks for the hosts")
        .isFalse();
    assertThat(store().ledger().open(open(id + "3", app, "production")).unclosed()).isEmpty();
  }

  @Test
  void marksAnEnvironmentDirtyUntilSomebodySettlesIt() {
    store().ledger().open(open(id, app, "production"));
    store().ledger().close(ending(id, Outcome.FAILED, "r1", null, "r1"));
    assertThat(store().ledger().open(open(id + "2", app, "production")).dirty()).isTrue();
    store().ledger().releases().settle(app, "production");
    assertThat(store().ledger().releases().isDirty(app, "production")).isFalse();
  }

  @Test
  void holdsAnEnvironmentToBeCleanAfterAReleaseThatSucceeded() {
    store().ledger().open(open(id, app, "production"));
    store().ledger().close(ending(id, Outcome.FAILED, "r1", null, "r1"));
    store().ledger().open(open(id + "2", app, "production"));
    store().ledger().close(succeeded(id + "2", "r2"));
    assertThat(store().ledger().releases().isDirty(app, "production")).isFalse();
  }

  @Test
  void leavesWhatIsLiveAloneWhenARunIsRefused() {
    deploy("1");
    store().ledger().open(open(id + "2", app, "production"));
    store().ledger().close(ending(id + "2", Outcome.REFUSED, "", null, null));
    assertThat(store().ledger().releases().live(app, "production").map(ReleaseRow::id))
        .contains("r1");
  }

  @Test
  void ignoresTheEndOfARunThatALaterOneOvertook() {
    store().ledger().open(open(id + "late", app, "production"));
    deploy("2");
    store().ledger().close(ending(id + "late", Outcome.ROLLED_BACK, "r1", "r0", "r1"));
    assertThat(store().ledger().releases().live(app, "production").map(ReleaseRow::id))
        .contains("r2");
  }

  @Test
  void listsDeploymentsNewestFirstInPages() {
    deploy("1");
    deploy("2");
    deploy("3");
    List<DeploymentRow> page =
        store().ledger().list(new DeploymentFilter(app, "production", null, 2));
    assertThat(page).extracting(DeploymentRow::id).containsExactly(id + "3", id + "2");
    DeploymentFilter next = new DeploymentFilter(app, null, page.getLast().number(), 2);
    assertThat(store().ledger().list(next)).extracting(DeploymentRow::id).containsExactly(id + "1");
  }

  @Test
  void readsALogFromAPosition() {
    append(0, 5, "hello");
    append(5, 11, " world");
    append(0, 3, "hel");
    assertThat(store().logs().read(id, 5)).extracting(Chunk::text).containsExactly(" world");
    assertThat(store().logs().read(id, 0))
        .extracting(Chunk::text)
        .containsExactly("hello", " world");
    assertThat(store().logs().operations(app))
        .containsExactly(new LogOperation(id, "web-1", 11, false));
  }

  @Test
  void boundsALog() {
    String block = "x".repeat(1024 * 1024);
    for (int n = 0; n < 6; n++) {
      append((long) n * block.length(), (n + 1L) * block.length(), block);
    }
    LogOperation operation = store().logs().operations(app).getFirst();
    assertThat(operation.truncated()).isTrue();
    assertThat(operation.ends()).isEqualTo(6L * block.length());
    assertThat(store().logs().read(id, 0).stream().mapToLong(c -> c.text().length()).sum())
        .isBetween(Logs.LIMIT, Logs.LIMIT + block.length());
  }

  @Test
  void knowsATokenByItsSecretAndKeepsOnlyTheHash() {
    IssuedToken issued = store().tokens().issue(token(null));
    Token token = store().tokens().authenticate(issued.secret(), NOW).orElseThrow();
    assertThat(token.name()).isEqualTo(app);
    assertThat(store().tokens().authenticate(issued.secret() + "x", NOW)).isEmpty();
    assertThat(store().tokens().list())
        .filteredOn(row -> row.name().equals(app))
        .extracting(Token::lastUsedAt)
        .containsExactly(NOW);
    assertThat(issued.toString()).doesNotContain(issued.secret());
    String hash =
        store()
            .database()
            .jdbc()
            .sql("select hash from token where name = :name")
            .param("name", app)
            .query(String.class)
            .single();
    assertThat(hash).hasSize(64).doesNotContain(issued.secret());
  }

  @Test
  void refusesATokenThatEndedOrWasRevoked() {
    IssuedToken issued = store().tokens().issue(token(Duration.ofHours(1)));
    assertThat(store().tokens().authenticate(issued.secret(), NOW.plusSeconds(3600))).isEmpty();
    assertThat(store().tokens().authenticate(issued.secret(), NOW.plusSeconds(3599))).isPresent();
    assertThat(store().tokens().revoke(app, NOW)).isTrue();
    assertThat(store().tokens().revoke(app, NOW)).isFalse();
    assertThat(store().tokens().authenticate(issued.secret(), NOW)).isEmpty();
  }

  @Test
  void givesARoleOnlyWhereItWasGiven() {
    Token token = store().tokens().issue(token(null)).token();
    assertThat(token.may(Role.DEPLOYER, app, "production")).isTrue();
    assertThat(token.may(Role.VIEWER, app, "production")).isTrue();
    assertThat(token.may(Role.APPROVER, app, "production")).isFalse();
    assertThat(token.may(Role.DEPLOYER, "other", "production")).isFalse();
    assertThat(token.may(Role.APPROVER, "other", "staging")).isTrue();
    assertThat(token.may(Role.ADMIN, RoleGrant.ANY, RoleGrant.ANY)).isFalse();
  }

  @Test
  void keepsOfALinkOnlyDigestsUntilItIsRevoked() {
    Bypasses.Door door = new Bypasses.Door(app, "production");
    String token = store().bypasses().issue(door, "anna", "otto", NOW);

    assertThat(token).startsWith("anna.").hasSize("anna.".length() + 43);
    KeptBypass kept = store().bypasses().list(door).getFirst();
    assertThat(kept.createdBy()).isEqualTo("otto");
    assertThat(kept.createdAt()).isEqualTo(NOW);
    assertThat(kept.bypass().sha256())
        .isEqualTo(Digests.sha256(token.getBytes(StandardCharsets.UTF_8)));
    assertThat(kept.bypass().md5()).hasSize(22);
    assertThat(kept.toString()).doesNotContain(token.substring(5));
    assertThatThrownBy(() -> store().bypasses().issue(door, "anna", "otto", NOW))
        .isInstanceOf(DuplicateKeyException.class);

    assertThat(store().bypasses().revoke(door, "anna")).isTrue();
    assertThat(store().bypasses().revoke(door, "anna")).isFalse();
    assertThat(store().bypasses().list(door)).isEmpty();
  }

  @Test
  void aLinkOpensOneEnvironmentOnly() {
    store().bypasses().issue(new Bypasses.Door(app, "production"), "anna", "otto", NOW);
    assertThat(store().bypasses().list(new Bypasses.Door(app, "staging"))).isEmpty();
    assertThat(store().bypasses().revoke(new Bypasses.Door(app, "staging"), "anna")).isFalse();
  }

  private NewToken token(@Nullable Duration life) {
    return new NewToken(
        app,
        List.of(
            new RoleGrant(app, "production", Role.DEPLOYER),
            new RoleGrant(RoleGrant.ANY, "staging", Role.APPROVER)),
        "root",
        NOW,
        life == null ? null : NOW.plus(life));
  }

  private NewVersion version(String yaml, List<Place> places) {
    return new NewVersion(app, yaml, places, "dev-1", NOW);
  }

  private void deploy(String suffix) {
    store().ledger().open(open(id + suffix, app, "production"));
    store().ledger().close(succeeded(id + suffix, "r" + suffix));
  }

  private void append(long begins, long ends, String text) {
    store().logs().append(app, "web-1", new Chunk(id, begins, ends, text));
  }
}
