package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bash in which commands are typed one after the other, with names of hosts of its own. */
final class Terminal implements AutoCloseable {
  private static final Pattern EXIT = Pattern.compile("# exit ([0-9]+)$");

  private final Path scratch;
  private final Process bash;
  private final Writer typed;
  private final BufferedReader answers;
  private int commands;

  private Terminal(Path scratch, Process bash) {
    this.scratch = scratch;
    this.bash = bash;
    this.typed = bash.outputWriter(StandardCharsets.UTF_8);
    this.answers = bash.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @param directory where the commands run
   * @param scratch for what they print
   * @param hosts takes the place of /etc/hosts, for them alone
   */
  static Terminal open(Path directory, Path scratch, Path hosts, Map<String, String> environment)
      throws IOException {
    String begin = "mount --bind '%s' /etc/hosts && exec bash".formatted(hosts);
    ProcessBuilder builder =
        new ProcessBuilder("unshare", "--mount", "bash", "-c", begin)
            .directory(directory.toFile())
            .redirectError(scratch.resolve("bash.err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("WINDLASS_"));
    builder.environment().putAll(environment);
    return new Terminal(scratch, builder.start());
  }

  /** A command of a page; a comment at its end says with which code it is expected to exit. */
  record Command(String text, String where) {
    int exit() {
      Matcher exit = EXIT.matcher(text);
      return exit.find() ? Integer.parseInt(exit.group(1)) : 0;
    }
  }

  /** Types it and waits for its end. */
  String run(Command command) throws IOException {
    Path out = write(command.text());
    type(". '%1$s.sh' >'%1$s' 2>&1 </dev/null; echo $?".formatted(out));
    String code = answers.readLine();
    String printed = Files.readString(out);
    assertThat(code)
        .as("%s: %s\n%s", command.where(), command.text(), printed)
        .isEqualTo(Integer.toString(command.exit()));
    return printed;
  }

  /** Types it in another terminal and goes on. */
  Running begin(Command command) throws IOException {
    Path out = write(command.text());
    type("{ ( . '%1$s.sh' ); echo $? >'%1$s.exit'; } >'%1$s' 2>&1 </dev/null &".formatted(out));
    return new Running(command, out);
  }

  private Path write(String text) throws IOException {
    commands++;
    Path out = scratch.resolve("command-" + commands);
    Files.writeString(out, "");
    Files.write(scratch.resolve(out.getFileName() + ".sh"), List.of(text));
    return out;
  }

  private void type(String line) throws IOException {
    typed.write(line + "\n");
    typed.flush();
  }

  @Override
  public void close() {
    List<ProcessHandle> started = bash.descendants().toList();
    started.forEach(ProcessHandle::destroy);
    started.forEach(each -> each.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    bash.destroy();
  }

  /** A command in another terminal. */
  record Running(Command command, Path out) {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(120);

    void awaitSaid(String awaited) throws Exception {
      long deadline = System.nanoTime() + LONGEST;
      while (!Files.readString(out).contains(awaited)) {
        check(!ended() && System.nanoTime() < deadline, "waited for: " + awaited);
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }

    void awaitEnd() throws Exception {
      long deadline = System.nanoTime() + LONGEST;
      while (!ended()) {
        check(System.nanoTime() < deadline, "waited for its end");
        TimeUnit.MILLISECONDS.sleep(100);
      }
      String code = Files.readString(exitFile()).strip();
      check(code.equals(Integer.toString(command.exit())), "exit " + code);
    }

    private boolean ended() throws IOException {
      return Files.exists(exitFile()) && Files.size(exitFile()) > 0;
    }

    private Path exitFile() {
      return out.resolveSibling(out.getFileName() + ".exit");
    }

    private void check(boolean good, String what) throws IOException {
      String printed = Files.readString(out);
      assertThat(good)
          .as("%s: %s\n%s\n%s", command.where(), command.text(), printed, what)
          .isTrue();
    }
  }
}
