package dev.windlass.activities.backup.dump;

import dev.windlass.activities.grant.Secret;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of a database's own tools with its arguments. The password isn't among them: it is handed
 * over by {@link ToolRunner} on standard input.
 *
 * @param programs names or paths; the first that is installed is taken
 * @param arguments never secrets, the process list shows them
 * @param login how the tool learns its password
 * @param input what it reads
 * @param words what it finds at {@code /dev/fd/6}, a line each, when its login is PGPASSWORD
 */
public record ToolCommand(
    List<String> programs, List<String> arguments, Login login, Input input, List<String> words) {

  /** How a tool learns its password. */
  public enum Login {
    /** From a file of options, which is a pipe; no other file of options is read. */
    OPTION_FILE("option-file"),
    /** From an environment that only it has. */
    PGPASSWORD("PGPASSWORD"),
    /** Not at all. */
    NONE("nothing");

    private final String word;

    Login(String word) {
      this.word = word;
    }
  }

  /** What a tool reads. */
  public enum Input {
    /** Nothing. The runner's end of its input is held open as long as the tool is wanted. */
    HELD("held"),
    /** What is written to {@link ToolProcess#input}. */
    FED("fed");

    private final String word;

    Input(String word) {
      this.word = word;
    }
  }

  public ToolCommand {
    programs = List.copyOf(programs);
    arguments = List.copyOf(arguments);
    words = List.copyOf(words);
  }

  /** What people call it: the first of its programs. */
  public String name() {
    return programs.getFirst();
  }

  /** The arguments of run-tool.sh. */
  List<String> scriptArguments() {
    return Stream.concat(
            Stream.of(login.word, input.word, String.join(" ", programs)), arguments.stream())
        .toList();
  }

  /**
   * The first lines of its input.
   *
   * @throws IllegalArgumentException for a password that has a line's end or a NUL
   */
  String preamble(Secret password) {
    String value = password.reveal();
    if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
      throw new IllegalArgumentException(
          "the password has a line's end in it; remove it where the secret is kept");
    }
    String line =
        login == Login.OPTION_FILE
            ? "password=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
            : value;
    return line + "\n" + words.stream().collect(Collectors.joining(" ")) + "\n";
  }
}
