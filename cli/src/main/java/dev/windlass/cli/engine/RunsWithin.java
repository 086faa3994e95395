package dev.windlass.cli.engine;

import com.google.protobuf.ByteString;
import io.temporal.api.command.v1.Command;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.internal.testservice.TestWorkflowService;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The runs as the test service keeps them: nothing of it is open, so it is read by reflection, and
 * a version of the SDK that keeps it otherwise fails at the engine's start.
 */
final class RunsWithin {
  private static final String PACKAGE = "io.temporal.internal.testservice.";

  private final TestWorkflowService service;
  private final Method token = method("WorkflowTaskToken", "fromBytes");
  private final Method run = method("WorkflowTaskToken", "getExecutionId");
  private final Method historySize = method("WorkflowTaskToken", "getHistorySize");
  private final Method state;
  private final Field lock = field("lock");
  private final Field nextEvent = field("nextEventId");
  private final Field activities = field("activities");
  private final Field timers = field("timers");

  RunsWithin(TestWorkflowService service) {
    this.service = service;
    try {
      Class<?> id = Class.forName(PACKAGE + "ExecutionId");
      state = open(TestWorkflowService.class.getDeclaredMethod("getMutableState", id));
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  /** The run that this task belongs to. */
  Run of(ByteString taskToken) {
    Object read = call(token, null, taskToken);
    return new Run(call(state, service, call(run, read)), (int) call(historySize, read));
  }

  /** One run, and one of its tasks. */
  final class Run {
    private final Object kept;
    private final int historySize;

    private Run(Object kept, int historySize) {
      this.kept = kept;
      this.historySize = historySize;
    }

    /** While it is held, nothing of the run ends. */
    Lock lock() {
      return (Lock) get(lock, kept);
    }

    /** Whether this answer, to a task that still stands, cancels what has ended meanwhile. */
    boolean isOvertaken(RespondWorkflowTaskCompletedRequest answer) {
      boolean stands = (long) get(nextEvent, kept) == historySize + 1L;
      return stands && answer.getCommandsList().stream().anyMatch(this::cancelsWhatHasEnded);
    }

    private boolean cancelsWhatHasEnded(Command command) {
      return switch (command.getCommandType()) {
        case COMMAND_TYPE_REQUEST_CANCEL_ACTIVITY_TASK ->
            isGone(
                activities,
                command.getRequestCancelActivityTaskCommandAttributes().getScheduledEventId());
        case COMMAND_TYPE_CANCEL_TIMER ->
            isGone(timers, command.getCancelTimerCommandAttributes().getTimerId());
        default -> false;
      };
    }

    private boolean isGone(Field open, Object id) {
      return !((Map<?, ?>) get(open, kept)).containsKey(id);
    }
  }

  private static Method method(String type, String name) {
    try {
      List<Method> methods = List.of(Class.forName(PACKAGE + type).getDeclaredMethods());
      return open(
          methods.stream().filter(one -> one.getName().equals(name)).findFirst().orElseThrow());
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  private static Field field(String name) {
    try {
      return open(Class.forName(PACKAGE + "TestWorkflowMutableStateImpl").getDeclaredField(name));
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  private static <A extends AccessibleObject> A open(A member) {
    member.setAccessible(true);
    return member;
  }

  private static Object get(Field field, Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw unknown(e);
    }
  }

  /** What the service throws comes out as it is. */
  private static Object call(Method method, @Nullable Object of, Object... with) {
    try {
      return method.invoke(of, with);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw unknown(e);
    } catch (IllegalAccessException e) {
      throw unknown(e);
    }
  }

  private static EngineException unknown(ReflectiveOperationException e) {
    return new EngineException("Temporal's test service is not the one that we know: " + e, e);
  }
}
