package dev.windlass.cli.engine;

import dev.windlass.workflows.contract.SearchAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The search attributes that one namespace of a Temporal service knows. */
record SearchAttributeRegistry(String target, String namespace) {
  private static final Duration RPC_LIMIT = Duration.ofSeconds(10);

  /** The names of ours, as options of Temporal's commands want them. */
  static List<String> names() {
    return SearchAttributes.all().stream().map(SearchAttributeKey::getName).toList();
  }

  /** Registers these names, which must not be there yet. */
  void register(List<String> names) {
    var request = AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
    names.forEach(
        name -> request.putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    ask(stubs -> stubs.addSearchAttributes(request.build()));
  }

  /** Those of ours that are not there, or not of type Keyword. */
  List<String> missing() {
    var request = ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build();
    Map<String, IndexedValueType> known =
        ask(stubs -> stubs.listSearchAttributes(request)).getCustomAttributesMap();
    return names().stream()
        .filter(name -> known.get(name) != IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
        .toList();
  }

  private <A> A ask(Function<OperatorServiceBlockingStub, A> question) {
    OperatorServiceStubs stubs =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(target)
                .setRpcTimeout(RPC_LIMIT)
                .validateAndBuildWithDefaults());
    try {
      return question.apply(stubs.blockingStub());
    } catch (StatusRuntimeException e) {
      throw new EngineException(
          "Temporal at %s, namespace %s: cannot be asked (%s)"
              .formatted(target, namespace, e.getStatus()),
          e);
    } finally {
      stubs.shutdownNow();
    }
  }
}
