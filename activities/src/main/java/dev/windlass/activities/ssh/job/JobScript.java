package dev.windlass.activities.ssh.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.ShellWord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request as the host gets it: the job's script, its secrets, and the arguments of start.sh.
 *
 * @param key the job's name on hosts
 */
record JobScript(JobRequest request, String key) {

  /** Room for the rows of one command in the record, in bytes. */
  private static final int ROW = 96;

  static JobScript of(JobRequest request) {
    return new JobScript(request, digest(request.operation()));
  }

  static String digest(String text) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(sha);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The command that starts the job or attaches to it and follows its log from there. */
  RemoteCommand start(String mark, long offset) {
    String script = script();
    JobRequest.Terms terms = request.terms();
    HostBoot boot = terms.boot();
    return RemoteCommand.of(
            HostScript.START.text(),
            request.scope().path(),
            key,
            mark,
            Integer.toString(script.getBytes(UTF_8).length),
            digest(script),
            Long.toString(offset),
            Long.toString(request.scope().fence()),
            boot == null ? "" : boot.bootId(),
            boot == null ? "" : boot.initStart(),
            terms.idempotent() ? "again" : "once",
            Integer.toString(ROW * (request.commands().size() + 2)),
            users(),
            request.operation())
        .withStdin(script + secrets(mark));
  }

  /** What lies in the job's directory and is run there; it holds no secret. */
  String script() {
    var text = new StringBuilder();
    text.append("#!/bin/sh\n# windlass job ").append(request.operation()).append('\n');
    set(text, "dir", request.scope().path() + "/.windlass/jobs/" + key);
    set(text, "key", key);
    set(text, "fence", Long.toString(request.scope().fence()));
    set(text, "limit", Double.toString(seconds(request.terms().timeLimit())));
    set(text, "bound", Long.toString(request.terms().logBound()));
    set(text, "users", users());
    text.append("commands() {\n");
    List<JobCommand> commands = request.commands();
    for (int i = 0; i < commands.size(); i++) {
      text.append("  # ").append(commands.get(i).name().replace('\n', ' ')).append('\n');
      text.append("  step ").append(i).append(' ');
      text.append(ShellWord.quote(commands.get(i).line()));
      text.append(" '").append(String.join(" ", commands.get(i).without())).append('\'');
      text.append(" || return\n");
    }
    return text.append("}\n").append(HostScript.JOB.text()).toString();
  }

  private static void set(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(ShellWord.quote(value)).append('\n');
  }

  private static double seconds(Duration limit) {
    return limit.toMillis() / 1000.0;
  }

  private String users() {
    return request.commands().stream()
        .flatMap(command -> command.as().stream())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /**
   * For the shell: what exports the variables, and the rules that hide them in output, which are
   * not exported. The last line tells that nothing was cut off.
   */
  private String secrets(String mark) {
    JobSecrets secrets = request.secrets();
    String exports =
        secrets.handed().entrySet().stream()
            .map(e -> "export " + e.getKey() + "=" + ShellWord.quote(e.getValue()) + "\n")
            .collect(Collectors.joining());
    return "handed() {\n:\n"
        + exports
        + "}\nrules="
        + ShellWord.quote(secrets.redactor().sedRules())
        + "\n# "
        + mark
        + "\n";
  }
}
