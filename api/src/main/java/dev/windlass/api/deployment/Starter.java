package dev.windlass.api.deployment;

import dev.windlass.api.deployment.Deployments.Meant;
import dev.windlass.api.engine.LockedException;
import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.Run;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.store.Store;
import dev.windlass.store.bypass.Bypasses;
import dev.windlass.store.bypass.KeptBypass;
import dev.windlass.store.plan.StoredPlan;
import dev.windlass.store.request.KeyConflictException;
import dev.windlass.store.request.Reservation;
import dev.windlass.store.request.StartRequest;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.Token;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.DeploymentRequest;
import dev.windlass.workflows.maintenance.Bypass;
import dev.windlass.workflows.plan.DeploymentPlan;
import io.temporal.client.WorkflowException;
import io.temporal.payload.codec.PayloadCodecException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Starts deployments: one per key, one at a time per environment. */
@Component
public final class Starter {

  private static final String KEY = "(?=.*[^0-9])[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  /** Longest wait for a run that has ended and not closed yet. */
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Store store;
  private final Runs runs;
  private final Deployments deployments;

  public Starter(Store store, Runs runs, Deployments deployments) {
    this.store = store;
    this.runs = runs;
    this.deployments = deployments;
  }

  /**
   * What a start led to.
   *
   * @param fresh false when the key had started it before
   */
  public record Started(StartedView deployment, boolean fresh) {

    /** 201 or 200, with the same body. */
    public ResponseEntity<StartedView> answer() {
      return ResponseEntity.status(fresh ? HttpStatus.CREATED : HttpStatus.OK).body(deployment);
    }
  }

  /**
   * Starts the plan, or answers what the key started before.
   *
   * @param given the idempotency key, or null for a fresh one
   * @throws Refusal naming the holder of the lock
   */
  public Started start(@Nullable String given, StoredPlan stored) {
    String key = given == null ? "d-" + UUID.randomUUID() : given;
    DeploymentPlan plan = stored.plan();
    Token operator = Access.require(Role.DEPLOYER, plan.application(), plan.environment());
    if (!key.matches(KEY)) {
      throw Refusal.badRequest(
          "Idempotency-Key: up to 100 letters, digits and . _ - are expected, not digits alone");
    }
    requireLinks(plan);
    StartRequest wanted =
        new StartRequest(
            key, plan.application(), plan.environment(), stored.hash(), operator.name());
    Optional<Run> earlier = earlier(reserve(wanted));
    if (earlier.isPresent()) {
      return started(wanted, earlier.get(), false);
    }
    try {
      Run run = takeLock(request(wanted, plan));
      store.requests().started(key, run.runId());
      return started(wanted, run, true);
    } catch (LockedException locked) {
      return held(wanted, locked);
    } catch (PayloadCodecException tooLarge) {
      store.requests().release(key);
      throw Refusal.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "The plan is too large",
          tooLarge.getMessage() + ". Nothing changed; split the environment into smaller ones");
    }
  }

  /** Whoever deploys as soon as a run has ended finds it still writing its last rows. */
  private Run takeLock(DeploymentRequest request) {
    Instant until = Instant.now().plus(CLOSING);
    while (true) {
      try {
        return runs.start(request);
      } catch (LockedException locked) {
        if (Instant.now().isAfter(until) || !isClosing(request.plan())) {
          throw locked;
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
  }

  /** Whether what held the lock has closed since, or does so now. */
  private boolean isClosing(DeploymentPlan plan) {
    try {
      return deployments
          .running(plan.application(), plan.environment())
          .map(holder -> deployments.view(holder).isOver())
          .orElse(true);
    } catch (NoAnswerException | WorkflowException | Refusal silent) {
      return false;
    }
  }

  /** A link that was revoked since the plan was made must not open anything again. */
  private void requireLinks(DeploymentPlan plan) {
    List<Bypass> through = plan.maintenance() == null ? List.of() : plan.maintenance().bypass();
    if (through.isEmpty()) {
      return;
    }
    List<Bypass> now =
        store.bypasses().list(new Bypasses.Door(plan.application(), plan.environment())).stream()
            .map(KeptBypass::bypass)
            .toList();
    through.stream()
        .filter(each -> !now.contains(each))
        .findFirst()
        .ifPresent(revoked -> {
          throw Refusal.conflict(
                  "The plan is old",
                  "the plan lets %s through, whose link was revoked since. Nothing changed."
                      .formatted(revoked.name()))
              .next("windlass plan " + plan.environment());
        });
  }

  private Reservation reserve(StartRequest wanted) {
    try {
      return store.requests().reserve(wanted, Instant.now());
    } catch (KeyConflictException other) {
      throw Refusal.conflict("The key is taken", other.getMessage() + ". Nothing changed.");
    }
  }

  /** The run of a key that was used before, also when we died before we could note it. */
  private Optional<Run> earlier(Reservation reservation) {
    StartRequest request = reservation.request();
    Optional<Run> noted =
        Optional.ofNullable(reservation.runId()).map(run -> new Run(workflowId(request), run));
    if (noted.isPresent() || store.ledger().find(request.deployment()).isEmpty()) {
      return noted;
    }
    return Optional.of(new Run(workflowId(request), ""));
  }

  private static String workflowId(StartRequest request) {
    return WorkflowIds.change(request.application(), request.environment());
  }

  private static DeploymentRequest request(StartRequest wanted, DeploymentPlan plan) {
    return new DeploymentRequest(
        wanted.deployment(), plan, wanted.planHash(), wanted.operator(), Instant.now());
  }

  private Started started(StartRequest request, Run run, boolean fresh) {
    Meant meant =
        new Meant(request.deployment(), request.application(), request.environment(), run, null);
    return new Started(
        new StartedView(
            meant.id(),
            meant.application(),
            meant.environment(),
            request.planHash(),
            deployments.links(meant)),
        fresh);
  }

  /** The lock is held: by this very deployment when two requests with one key raced. */
  private Started held(StartRequest wanted, LockedException locked) {
    Optional<Meant> holder = deployments.running(wanted.application(), wanted.environment());
    if (holder.filter(it -> it.id().equals(wanted.deployment())).isPresent()) {
      store.requests().started(wanted.deployment(), locked.holder().runId());
      return started(wanted, locked.holder(), false);
    }
    store.requests().release(wanted.deployment());
    throw refusal(wanted, holder);
  }

  private Refusal refusal(StartRequest wanted, Optional<Meant> holder) {
    String place = wanted.application() + " " + wanted.environment();
    if (holder.isEmpty()
        && runs.holder(wanted.application(), wanted.environment())
            .filter(Runs.Known::restores)
            .isPresent()) {
      return Refusal.conflict("Locked", place + "'s database is being restored. Nothing changed.")
          .next("windlass restore " + wanted.environment());
    }
    if (holder.isEmpty()) {
      return Refusal.conflict("Locked", place + " was being changed a moment ago. Nothing changed.")
          .next("try again");
    }
    Meant meant = holder.get();
    Refusal refusal;
    try {
      DeploymentView view = deployments.view(meant).brief();
      refusal = Refusal.conflict("Locked", sentence(place, view)).with("holder", view);
    } catch (NoAnswerException | WorkflowException | Refusal silent) {
      refusal =
          Refusal.conflict(
              "Locked",
              "%s is being changed by deployment %s. Nothing changed."
                  .formatted(place, meant.id()));
    }
    return refusal.next(
        "windlass status %s · windlass abort %s".formatted(wanted.environment(), meant.words()));
  }

  private static String sentence(String place, DeploymentView holder) {
    String phase =
        holder.phase() == null
            ? ""
            : ", " + holder.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String remark = holder.remark() == null ? "" : "; " + holder.remark();
    return "%s is being changed by %s since %s (deployment %s, %s%s)%s. Nothing changed."
        .formatted(
            place,
            holder.startedBy(),
            holder.startedAt(),
            holder.number() == 0 ? holder.id() : holder.number(),
            holder.revision(),
            phase,
            remark);
  }
}
