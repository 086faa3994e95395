package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.grant.Secret;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteHostException;
import dev.windlass.activities.ssh.RemoteProcess;
import dev.windlass.activities.ssh.job.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Runs tools on a host, where the database is near. The tool ends with its channel. */
public final class HostTools implements ToolRunner {

  private static final Pattern PROCESS = Pattern.compile("\\d{1,9}");

  private final RemoteHost host;

  public HostTools(RemoteHost host) {
    this.host = host;
  }

  @Override
  public ToolProcess start(ToolCommand command, Secret password) throws IOException {
    String preamble = command.preamble(password);
    RemoteCommand remote =
        RemoteCommand.of(ToolRunner.script(), command.scriptArguments().toArray(String[]::new));
    var started = new Started(host.startFed(remote), Redactor.of(List.of(password.reveal())));
    try {
      started.begin(preamble, command.input());
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  private final class Started implements ToolProcess {

    private final RemoteProcess process;
    private final Redactor redactor;
    private String processId = "";
    private boolean ended;

    Started(RemoteProcess process, Redactor redactor) {
      this.process = process;
      this.redactor = redactor;
    }

    private void begin(String preamble, ToolCommand.Input input) throws IOException {
      process.input().write(preamble.getBytes(UTF_8));
      process.input().flush();
      if (input == ToolCommand.Input.FED) {
        processId = ToolLine.read(process.output());
      }
    }

    @Override
    public String place() {
      return "on " + host.name();
    }

    @Override
    public OutputStream input() {
      return process.input();
    }

    @Override
    public InputStream output() {
      return process.output();
    }

    @Override
    public Ending ending() {
      Ending ending = process.ending();
      ended = true;
      return ending;
    }

    @Override
    public String errors() {
      return redactor.redact(process.errors());
    }

    /** Closing the channel ends what only waits for that; what is fed is told. */
    @Override
    public void close() {
      if (!ended && PROCESS.matcher(processId).matches()) {
        endFed();
      }
      process.close();
    }

    private void endFed() {
      try {
        host.run(
            RemoteCommand.of("kill -s TERM \"$1\"", processId).withTimeout(Duration.ofSeconds(10)));
      } catch (RemoteHostException unreachable) {
        // Then its connection is gone too, which its watcher sees.
      }
    }
  }
}
