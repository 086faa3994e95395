package dev.windlass.stories;

import com.google.protobuf.Message;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * All that a Temporal server tells of every run, open or closed: events and description, raw, and
 * every payload in them (inputs, results, memo, summaries, heartbeats) decoded.
 */
final class Histories {
  private static final String NAMESPACE = "default";

  private Histories() {}

  /** By run and event. */
  static Map<String, byte[]> of(String target) throws IOException {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    try {
      Map<String, byte[]> all = new LinkedHashMap<>();
      var list = ListWorkflowExecutionsRequest.newBuilder().setNamespace(NAMESPACE).build();
      for (var run : stubs.blockingStub().listWorkflowExecutions(list).getExecutionsList()) {
        String name = run.getExecution().getWorkflowId() + "/" + run.getExecution().getRunId();
        put(all, name + " listed", run);
        put(all, name + " described", described(stubs, run.getExecution()));
        for (Message event : events(stubs, run.getExecution())) {
          put(all, name + " event " + all.size(), event);
        }
      }
      return all;
    } finally {
      stubs.shutdownNow();
    }
  }

  private static Message described(WorkflowServiceStubs stubs, WorkflowExecution run) {
    return stubs
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(NAMESPACE)
                .setExecution(run)
                .build());
  }

  private static List<Message> events(WorkflowServiceStubs stubs, WorkflowExecution run) {
    var request =
        GetWorkflowExecutionHistoryRequest.newBuilder().setNamespace(NAMESPACE).setExecution(run);
    List<Message> events = new ArrayList<>();
    do {
      GetWorkflowExecutionHistoryResponse page =
          stubs.blockingStub().getWorkflowExecutionHistory(request.build());
      events.addAll(page.getHistory().getEventsList());
      request.setNextPageToken(page.getNextPageToken());
    } while (!request.getNextPageToken().isEmpty());
    return events;
  }

  /** The message as it is, followed by those of its payloads that are compressed. */
  private static void put(Map<String, byte[]> all, String name, Message message)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(message.toByteArray());
    decode(message, bytes);
    all.put(name, bytes.toByteArray());
  }

  private static void decode(Message message, ByteArrayOutputStream to) throws IOException {
    if (message instanceof Payload payload) {
      if (payload.getMetadataMap().containsKey("encoding")
          && payload.getMetadataMap().get("encoding").toStringUtf8().equals("binary/gzip")) {
        try (var gzip = new GZIPInputStream(payload.getData().newInput())) {
          to.writeBytes(Payload.parseFrom(gzip).toByteArray());
        }
      }
      return;
    }
    for (Object value : message.getAllFields().values()) {
      List<?> values = value instanceof List<?> many ? many : List.of(value);
      for (Object one : values) {
        if (one instanceof Message inner) {
          decode(inner, to);
        }
      }
    }
  }
}
