package dev.windlass.worker.engine;

import dev.windlass.workflows.contract.SearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Whether the engine knows what our runs are found by; a run that sets an unknown one gets stuck.
 */
final class SearchAttributeCheck {

  private SearchAttributeCheck() {}

  /**
   * Passes when all are there, or when the engine (the one in this process) cannot list them.
   *
   * @throws IllegalStateException naming those that are missing, with a command for each
   */
  static void require(WorkflowServiceStubs stubs, String namespace) {
    List<String> missing = missing(stubs, namespace);
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          missing.stream()
              .map(name ->
                  "  temporal operator search-attribute create --namespace %s --name %s --type Keyword"
                      .formatted(namespace, name))
              .collect(
                  Collectors.joining(
                      "\n",
                      "the engine's namespace "
                          + namespace
                          + " lacks search attributes of type Keyword; type:\n",
                      "")));
    }
  }

  private static List<String> missing(WorkflowServiceStubs stubs, String namespace) {
    try {
      Map<String, IndexedValueType> known =
          OperatorServiceGrpc.newBlockingStub(stubs.getRawChannel())
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
              .getCustomAttributesMap();
      return SearchAttributes.all().stream()
          .map(SearchAttributeKey::getName)
          .filter(name -> known.get(name) != IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
          .toList();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return List.of();
      }
      throw new IllegalStateException(
          "the engine, namespace " + namespace + ", cannot be asked: " + e.getStatus(), e);
    }
  }
}
