package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Between;
import dev.windlass.api.specification.shape.Inline;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One probe and the rule that reads its measurements. */
public sealed interface Check {

  Rule rule();

  /** Asks by HTTP, without following redirects. */
  record Http(
      @Key("Path that is asked for.") @Matches(Syntax.URL_PATH) String http,
      @Key("The answer must have this status.") @Between(min = 100, max = 599)
          @Nullable Integer status,
      @Key("The body must contain this text.") @Nullable String contains,
      @Key("The answer must carry this header, as Name: value.") @Matches(Syntax.HEADER_LINE)
          @Nullable String header,
      @Key("The answer must be complete within this time.") @Nullable Duration under,
      @Key("Token that is sent as Authorization: Bearer.") @Nullable SecretName bearer,
      @Key(
              value =
                  "What fields of a body that is a JSON document must be: names joined by dots, a number for a place in a list, * for every entry, e.g. checks.*.status.",
              byDefault = "{}")
          SequencedMap<@Matches(Syntax.JSON_FIELD) String, JsonValue> json,
      @Key(
              value = "What is asked: each web host on its own (hosts), or the public url (url).",
              byDefault = "hosts")
          On on,
      @Inline Rule rule)
      implements Check {}

  /** Connects. */
  record Tcp(
      @Key("Port of each host that must accept a connection.") @Between(min = 1, max = 65535)
          int tcp,
      @Inline Rule rule)
      implements Check {}

  /** Asks the environment's database; the first column of the first row is judged. */
  record Sql(
      @Key("Query; needs the long form of database.") String sql,
      @Key("The answer must be this text.") @Nullable String equals,
      @Key("The answer must be at most this number.") @Nullable Integer atMost,
      @Inline Rule rule)
      implements Check {}

  /** Runs a command on the hosts, in the live release's directory. */
  record Command(
      @Key("Command that is run; it must change nothing.") @Matches(Syntax.COMMAND) String command,
      @Key(value = "The command must end with this code.", byDefault = "0")
          @Between(min = 0, max = 255)
          int exit,
      @Key("The output must contain this text.") @Nullable String contains,
      @Inline Rule rule)
      implements Check {}

  /** Looks at lines that come to a log while it is watched. */
  record Log(
      @Key(
              "Log below the live release, or an absolute path; * and ? as in the shell. The SSH user must be able to read it.")
          @Matches(Syntax.LOG)
          String log,
      @Key(
              value = "Lines that count, by an extended regular expression.",
              byDefault = "ERROR|CRITICAL|ALERT|EMERGENCY")
          String matches,
      @Key(value = "So many such lines may come.", byDefault = "0") int atMost,
      @Key("Time within which they are counted; left out, a window, which is at most 5 minutes.")
          @Nullable Duration per,
      @Inline Rule rule)
      implements Check {}

  /** Looks at how much of each host is used. */
  record Capacity(@Key("What may be used.") Used capacity, @Inline Rule rule) implements Check {}

  /** Limits in percent. */
  record Used(
      @Key(value = "So much of the memory, in percent.", byDefault = "90")
          @Between(min = 1, max = 100)
          int memory,
      @Key("So much of the processors' time during one second, in percent.")
          @Between(min = 1, max = 100)
          @Nullable Integer cpu,
      @Key("So much of the disk that holds layout.path, in percent of its bytes and of its inodes.")
          @Between(min = 1, max = 100)
          @Nullable Integer disk) {}

  /** What is asked. */
  enum On {
    HOSTS,
    URL
  }

  /** When measurements amount to a verdict. */
  record Rule(
      @Key(value = "Time between two measurements of one host.", byDefault = "10s") Duration every,
      @Key(value = "After it a measurement is an error.", byDefault = "10s") Duration timeout,
      @Key(value = "How many measurements of a window may fail.", byDefault = "0")
          @Between(min = 0, max = 1000)
          int failures,
      @Key(
              value = "How many errors in a row (nothing could be measured) are allowed.",
              byDefault = "3")
          @Between(min = 0, max = 1000)
          int errors,
      @Key(value = "How many measurements of a window may be inconclusive.", byDefault = "3")
          @Between(min = 0, max = 1000)
          int inconclusive,
      @Key(
              value = "So many good ones in a row pass before the window ends; 0 for never.",
              byDefault = "0")
          @Between(min = 0, max = 1000)
          int successes,
      @Key(
              value = "A failing check of severity warn is shown and stops nothing.",
              byDefault = "fail")
          Severity severity,
      @Key(value = "What it means when there is no data.", byDefault = "inconclusive")
          OnNoData onNoData,
      @Key(value = "Hosts that are asked.", byDefault = "[web]")
          List<@Matches(Syntax.NAME) String> roles) {}

  /** Whether a failing check stops the deployment. */
  enum Severity {
    FAIL,
    WARN
  }

  /** What no data means. */
  enum OnNoData {
    EXTEND,
    INCONCLUSIVE,
    FAIL,
    PASS
  }
}
