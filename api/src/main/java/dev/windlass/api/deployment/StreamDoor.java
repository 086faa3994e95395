package dev.windlass.api.deployment;

import dev.windlass.api.deployment.Deployments.Meant;
import dev.windlass.store.Store;
import dev.windlass.store.token.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Deployments as they go. Each stream is a virtual thread that looks twice a second. */
@Tag(name = "deployments")
@RestController
@RequestMapping("/api/v1/deployments/{deployment}")
public class StreamDoor {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.api");
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final String LAST_EVENT = "Last-Event-ID";

  private final Deployments deployments;
  private final Store store;
  private final JsonMapper json;
  private volatile boolean stopping;

  public StreamDoor(Deployments deployments, Store store, JsonMapper json) {
    this.deployments = deployments;
    this.store = store;
    this.json = json;
  }

  /** Streams end before the server waits for its requests to end. */
  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping = true;
  }

  @Operation(summary = "Status, timeline and output of jobs as server-sent events")
  @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream"))
  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void events(
      @PathVariable String deployment,
      @RequestHeader(name = LAST_EVENT, required = false) @Nullable String last,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    Meant meant = deployments.find(deployment, Role.VIEWER);
    follow(watch(meant, null, last, response)::everything);
  }

  /** One method for both forms: without an Accept header a client must get the one that ends. */
  @Operation(
      summary = "The output of jobs so far as text; as server-sent events where Accept asks for it")
  @ApiResponse(
      responseCode = "200",
      content = {@Content(mediaType = "text/plain"), @Content(mediaType = "text/event-stream")})
  @GetMapping("/logs")
  void logs(
      @PathVariable String deployment,
      @RequestParam(required = false) @Nullable String host,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    Meant meant = deployments.find(deployment, Role.VIEWER);
    if (headers.getAccept().contains(MediaType.TEXT_EVENT_STREAM)) {
      follow(watch(meant, host, headers.getFirst(LAST_EVENT), response)::output);
      return;
    }
    response.setContentType("text/plain;charset=UTF-8");
    Writer out = response.getWriter();
    LogPage page = new LogPage(out);
    new LogTail(store.logs(), meant.id(), host).readOn(page::write);
    page.end();
  }

  private Watch watch(
      Meant meant, @Nullable String host, @Nullable String last, HttpServletResponse response)
      throws IOException {
    LogTail tail = new LogTail(store.logs(), meant.id(), host);
    Watch watch = new Watch(deployments, meant, tail, new EventStream(response, json));
    if (last != null) {
      watch.goOn(last);
    }
    return watch;
  }

  /** One look; whether it was the last. */
  @FunctionalInterface
  private interface Look {
    boolean isLast() throws IOException;
  }

  private void follow(Look look) {
    try {
      while (!look.isLast() && !stopping) {
        Thread.sleep(LOOK);
      }
    } catch (IOException left) {
      LOG.debug("a client left: {}", left.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
