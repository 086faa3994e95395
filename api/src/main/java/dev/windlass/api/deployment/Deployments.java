package dev.windlass.api.deployment;

import dev.windlass.api.ApiProperties;
import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.Run;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.store.Store;
import dev.windlass.store.ledger.DeploymentRow;
import dev.windlass.store.request.Reservation;
import dev.windlass.store.token.Role;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.TimelineEntry;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds deployments by id or number and tells what is known about them. */
@Component
public final class Deployments {

  private final Store store;
  private final Runs runs;
  private final ApiProperties properties;

  public Deployments(Store store, Runs runs, ApiProperties properties) {
    this.store = store;
    this.runs = runs;
    this.properties = properties;
  }

  /**
   * Which deployment is meant.
   *
   * @param run null when it was not started here, or has not been started yet
   * @param row null until the run wrote to the ledger
   */
  public record Meant(
      String id,
      String application,
      String environment,
      @Nullable Run run,
      @Nullable DeploymentRow row) {

    /** The run. */
    Run running() {
      if (run == null) {
        throw Refusal.conflict("Not running", "deployment " + id + " has no run to talk to");
      }
      return run;
    }

    /** How people call it. */
    String words() {
      return row == null ? id : String.valueOf(row.number());
    }
  }

  /**
   * The deployment with this number or id, if the operator has the role there.
   *
   * @throws Refusal when there is none
   */
  public Meant find(String reference, Role role) {
    Optional<DeploymentRow> row =
        reference.matches("[0-9]{1,18}")
            ? store.ledger().find(Long.parseLong(reference))
            : store.ledger().find(reference);
    Optional<Meant> meant =
        row.map(this::meant).or(() -> store.requests().find(reference).map(Deployments::meant));
    meant.ifPresent(found -> Access.require(role, found.application(), found.environment()));
    return meant.orElseThrow(
        () -> Refusal.notFound("there is no deployment " + reference).next("windlass list"));
  }

  /** The deployment of this row. */
  public Meant meant(DeploymentRow row) {
    Run run =
        store
            .requests()
            .find(row.id())
            .map(Deployments::meant)
            .map(Meant::run)
            .orElseGet(() -> holding(row));
    return new Meant(row.id(), row.application(), row.environment(), run, row);
  }

  private static Meant meant(Reservation reservation) {
    var request = reservation.request();
    String runId = reservation.runId();
    String workflow = WorkflowIds.change(request.application(), request.environment());
    return new Meant(
        request.deployment(),
        request.application(),
        request.environment(),
        runId == null ? null : new Run(workflow, runId),
        null);
  }

  /** A run that was started without the doors is found while it holds the lock. */
  private @Nullable Run holding(DeploymentRow row) {
    if (row.outcome() != null) {
      return null;
    }
    return runs.holder(row.application(), row.environment())
        .filter(known -> known.deployment() == null || row.id().equals(known.deployment()))
        .map(Runs.Known::run)
        .orElse(null);
  }

  /** Everything that is known now. */
  public DeploymentView view(Meant meant) {
    DeploymentRow row = store.ledger().find(meant.id()).orElse(null);
    Links links = links(meant);
    if (row != null && row.outcome() != null) {
      return closed(row, links);
    }
    Run run = meant.run();
    if (run == null) {
      return silent(row, links, Silence.ENDED);
    }
    try {
      DeploymentStatus status = runs.status(run);
      return status.outcome() == null && !runs.isOpen(run)
          ? endedMeanwhile(meant, links)
          : DeploymentView.of(status, links).remarking(trouble(run));
    } catch (NoAnswerException | WorkflowException | StatusRuntimeException none) {
      return silent(row, links, silence(run));
    }
  }

  /** A status is worth showing without it. */
  private @Nullable String trouble(Run run) {
    try {
      return runs.trouble(run).orElse(null);
    } catch (NoAnswerException | StatusRuntimeException none) {
      return null;
    }
  }

  private DeploymentView closed(DeploymentRow row, Links links) {
    DeploymentStatus kept = store.ledger().status(row.id()).orElse(null);
    return DeploymentView.of(row, links, null).with(kept);
  }

  /**
   * A run that was terminated still answers as it stood; one that closed a moment ago has its end
   * in the ledger.
   */
  private DeploymentView endedMeanwhile(Meant meant, Links links) {
    DeploymentRow row = store.ledger().find(meant.id()).orElse(null);
    return row != null && row.outcome() != null
        ? closed(row, links)
        : silent(row, links, Silence.ENDED);
  }

  /** Why a run says nothing. */
  enum Silence {
    ENDED("it was ended in Temporal from outside; hosts may be half done"),
    NO_WORKER("no Windlass worker answers; abort still works"),
    NO_TEMPORAL("Temporal does not answer");

    private final String words;

    Silence(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static DeploymentView silent(@Nullable DeploymentRow row, Links links, Silence silence) {
    if (row == null) {
      throw Refusal.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "No answer",
              "the deployment was asked for and has not begun: " + silence.words())
          .next("windlass doctor");
    }
    return DeploymentView.of(row, links, silence);
  }

  private Silence silence(Run run) {
    try {
      return runs.isOpen(run) ? Silence.NO_WORKER : Silence.ENDED;
    } catch (NoAnswerException | WorkflowException | StatusRuntimeException away) {
      return Silence.NO_TEMPORAL;
    }
  }

  /** What happened so far. */
  public List<TimelineEntry> timeline(Meant meant) {
    DeploymentView view = view(meant);
    DeploymentStatus status = view.status();
    return status == null ? timeline(view) : status.timeline();
  }

  /** What the ledger has of one whose run says nothing. */
  List<TimelineEntry> timeline(DeploymentView view) {
    return store.ledger().timeline(view.id());
  }

  /** Where to look further. */
  public Links links(Meant meant) {
    return Links.of(
        meant.id(), Links.temporal(properties.temporalUi(), runs.namespace(), meant.run()));
  }

  /** What holds the lock of an environment now. */
  public Optional<Meant> running(String application, String environment) {
    return runs.holder(application, environment)
        .filter(known -> !known.restores())
        .map(known -> {
          String id = known.deployment();
          if (id == null) {
            id = runs.status(known.run()).deployment();
          }
          return new Meant(
              id, application, environment, known.run(), store.ledger().find(id).orElse(null));
        });
  }
}
