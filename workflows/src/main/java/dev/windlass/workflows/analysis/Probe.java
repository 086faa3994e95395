package dev.windlass.workflows.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.windlass.workflows.plan.Database;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks one thing and returns a measurement. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Probe.Http.class, name = "http"),
  @JsonSubTypes.Type(value = Probe.Tcp.class, name = "tcp"),
  @JsonSubTypes.Type(value = Probe.Sql.class, name = "sql"),
  @JsonSubTypes.Type(value = Probe.Command.class, name = "command"),
  @JsonSubTypes.Type(value = Probe.Log.class, name = "log"),
  @JsonSubTypes.Type(value = Probe.Capacity.class, name = "capacity")
})
public sealed interface Probe {

  /** After it a measurement is an error. */
  Duration timeout();

  /**
   * GET. Passes when every condition that is set holds.
   *
   * @param path begins with a slash
   * @param target each host by its backend address, or the public address of the environment
   * @param status expected code, or null when any answer will do
   * @param contains text that the body must hold
   * @param header {@code Name: value} that the answer must carry
   * @param under longest time until the whole answer is there
   * @param bearer name of a secret sent as bearer token
   * @param json what fields of a body that is a JSON document must be, or null
   */
  record Http(
      String path,
      Target target,
      @Nullable Integer status,
      @Nullable String contains,
      @Nullable String header,
      @Nullable Duration under,
      @Nullable String bearer,
      Duration timeout,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<JsonField> json)
      implements Probe {
    public Http {
      json = json == null ? null : List.copyOf(json);
    }
  }

  /** A connection can be made to the port of each host. */
  record Tcp(int port, Duration timeout) implements Probe {}

  /**
   * The first column of the first row. No row is no data.
   *
   * @param equals expected text, or null
   * @param atMost largest allowed whole number, or null
   */
  record Sql(
      Database database,
      String query,
      @Nullable String equals,
      @Nullable Long atMost,
      Duration timeout)
      implements Probe {}

  /**
   * A command over SSH in {@code current}, read only by the user's promise.
   *
   * @param exit expected exit code
   * @param contains text that standard output must hold
   */
  record Command(String line, int exit, @Nullable String contains, Duration timeout)
      implements Probe {}

  /**
   * Lines that come to a log while it is watched. The first look of a window only marks its end.
   *
   * @param files relative to {@code current}, or absolute; {@code *} and {@code ?} as in the shell
   * @param matches extended regular expression of the lines that count
   * @param atMost so many of them may come
   * @param per within this time; null for the whole window
   */
  record Log(String files, String matches, int atMost, @Nullable Duration per, Duration timeout)
      implements Probe {}

  /**
   * How much of a host is used, in percent; limits are exceeded, not reached.
   *
   * @param memory that programs could not be given
   * @param cpu time of all processors during one second, or null
   * @param disk of the application's directory: bytes or inodes, whichever is scarcer, or null
   */
  record Capacity(int memory, @Nullable Integer cpu, @Nullable Integer disk, Duration timeout)
      implements Probe {}

  enum Target {
    HOSTS,
    URL
  }
}
