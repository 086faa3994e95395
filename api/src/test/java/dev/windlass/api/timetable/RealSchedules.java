package dev.windlass.api.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.engine.Runs;
import dev.windlass.api.engine.Schedules;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.TemporalServer;
import dev.windlass.store.Store;
import dev.windlass.store.application.NewVersion;
import dev.windlass.store.database.Database;
import dev.windlass.store.database.DatabaseSettings;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WindlassDataConverter;
import dev.windlass.workflows.contract.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;

/** A timetable on a Temporal server and a store of its own. */
final class RealSchedules implements AutoCloseable {

  private final TemporalServer server;
  private final WorkflowClient client;
  private final Store store;

  RealSchedules(Path place) {
    RealParts.require("temporal");
    server =
        TemporalServer.throwAway(
            SearchAttributes.all().stream().map(key -> key.getName()).toList());
    client =
        WorkflowClient.newInstance(
            WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(server.target()).build()),
            WorkflowClientOptions.newBuilder()
                .setDataConverter(WindlassDataConverter.get())
                .build());
    store = Store.of(Database.open(new DatabaseSettings.OwnFile(place.resolve("store"))));
  }

  @Override
  public void close() {
    store.close();
    client.getWorkflowServiceStubs().shutdownNow();
    server.close();
  }

  /** As the door does where a file is put: it is kept, and then brought about without a remark. */
  Specification put(String yaml) {
    Specification file = SpecificationReader.read(yaml);
    keep(file.application(), yaml);
    assertThat(timetable().bring(null, file)).isEmpty();
    return file;
  }

  /** Keeps it and does nothing. */
  void keep(String application, String yaml) {
    store.applications().put(new NewVersion(application, yaml, List.of(), "dev-1", Instant.now()));
  }

  Timetable timetable() {
    return new Timetable(schedules(), new Runs(client), new RegisteredFiles(store));
  }

  Schedules schedules() {
    return new Schedules(client);
  }

  WorkflowClient workflows() {
    return client;
  }

  /** What a person has who looks after schedules in Temporal. */
  ScheduleClient operator() {
    return ScheduleClient.newInstance(
        client.getWorkflowServiceStubs(),
        ScheduleClientOptions.newBuilder().setDataConverter(WindlassDataConverter.get()).build());
  }

  ScheduleDescription found(String id) {
    return schedules().find(id).orElseThrow();
  }

  /** What a schedule's workflow is started with. */
  <T> T request(String id, Class<T> type) {
    Schedule schedule = found(id).getSchedule();
    if (schedule.getAction() instanceof ScheduleActionStartWorkflow start) {
      return start.getArguments().get(0, type);
    }
    return Assertions.fail("no workflow is started");
  }

  SchedulePolicy policy(String id) {
    return Objects.requireNonNull(found(id).getSchedule().getPolicy());
  }

  /** Every word to the vigil of production, from the oldest. */
  List<String> signals(String application) {
    return client
        .fetchHistory(WorkflowIds.freshness(application, "production"))
        .getEvents()
        .stream()
        .filter(event -> event.hasWorkflowExecutionSignaledEventAttributes())
        .map(event -> event.getWorkflowExecutionSignaledEventAttributes().getSignalName())
        .toList();
  }
}
