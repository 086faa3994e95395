package dev.windlass.cli.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.EventStream;
import dev.windlass.cli.client.RefusedException;
import dev.windlass.cli.client.UnreachableException;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.workflows.contract.WindlassJson;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Phase;
import dev.windlass.workflows.deployment.TimelineEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Follows one deployment to its end, or to where it needs a person's choice. */
public final class Watch {

  private static final Duration GIVE_UP = Duration.ofMinutes(15);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final WindlassServer server;
  private final String deployment;
  private final View view;
  private @Nullable String lastId;
  private @Nullable DeploymentStatus last;
  private boolean ended;

  private Watch(WindlassServer server, String deployment, View view) {
    this.server = server;
    this.deployment = deployment;
    this.view = view;
  }

  /** What is told while it goes on. */
  public interface View {
    /** The run, without its timeline, whenever it changed. */
    void status(DeploymentStatus status);

    /** Something happened. */
    void entry(TimelineEntry entry);

    /** The server is away, or back. */
    void note(String text);

    /** The event as it came, before it is understood. */
    default void raw(EventStream.Event event) {}
  }

  /**
   * Blocks until the run has ended or needs attention.
   *
   * @return its status then
   */
  public static DeploymentStatus follow(WindlassServer server, String deployment, View view) {
    return new Watch(server, deployment, view).follow();
  }

  private DeploymentStatus follow() {
    Duration pause = FIRST_PAUSE;
    Instant lost = null;
    while (true) {
      String before = lastId;
      String trouble = listen();
      if (trouble == null) {
        return finalStatus();
      }
      if (before == null ? lastId != null : !before.equals(lastId)) {
        lost = null; // it had been back meanwhile
        pause = FIRST_PAUSE;
      }
      if (lost == null) {
        lost = Instant.now();
        view.note(trouble + "; the deployment goes on, trying again");
      }
      if (Duration.between(lost, Instant.now()).compareTo(GIVE_UP) > 0) {
        throw new IllegalStateException(trouble + " for " + GIVE_UP.toMinutes() + " minutes");
      }
      rest(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  /** Listens as long as the stream lasts; null when there is nothing more to come. */
  private @Nullable String listen() {
    try {
      server.events("/deployments/" + deployment + "/events", lastId, this::hear);
      return ended ? null : "the stream from " + server.settings().server() + " ended";
    } catch (EnoughHeard enough) {
      return null;
    } catch (RefusedException refused) {
      if (refused.status() < 500) {
        throw refused;
      }
      return "the server says: " + refused.getMessage();
    } catch (IOException broken) {
      return "no answer from " + server.settings().server();
    }
  }

  private void hear(EventStream.Event event) {
    if (event.id() != null) {
      lastId = event.id();
    }
    view.raw(event);
    switch (event.name()) {
      case "status" -> {
        DeploymentStatus status = read(event.data(), DeploymentStatus.class);
        last = status;
        view.status(status);
        if (status.phase() == Phase.NEEDS_ATTENTION) {
          throw new EnoughHeard();
        }
      }
      case "entry" -> view.entry(read(event.data(), TimelineEntry.class));
      case "end" -> {
        ended = true;
        throw new EnoughHeard();
      }
      default -> {
        // A log is for `logs`; what a later server says more is not for this version.
      }
    }
  }

  /** The last status heard may be older than the end; the ledger's may come a moment later. */
  private DeploymentStatus finalStatus() {
    DeploymentStatus heard = last;
    if (heard != null && Exit.of(heard) != null) {
      return heard;
    }
    for (int i = 0; i < 20; i++) {
      try {
        JsonNode seen = server.get("/deployments/" + deployment);
        if (seen.hasNonNull("status")) {
          DeploymentStatus status = WindlassServer.read(seen.get("status"), DeploymentStatus.class);
          if (Exit.of(status) != null) {
            return status;
          }
        }
      } catch (UnreachableException away) {
        view.note(String.valueOf(away.getMessage()));
      }
      rest(FIRST_PAUSE);
    }
    throw new IllegalStateException(
        "deployment " + deployment + " ended, but how is not known yet");
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return WindlassServer.read(WindlassJson.mapper().readTree(json), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event of the server is no JSON", e);
    }
  }

  private static void rest(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while watching", e);
    }
  }

  /** Leaves the stream from inside. */
  private static final class EnoughHeard extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnoughHeard() {
      super("enough heard", null, false, false);
    }
  }
}
