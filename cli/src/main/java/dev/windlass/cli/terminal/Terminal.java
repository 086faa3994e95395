package dev.windlass.cli.terminal;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Standard output and error, and questions to the person in front of them. */
public final class Terminal {

  /** What is at the other end. */
  public enum Kind {
    /** A person: colour, and a block that is drawn again in place. */
    SCREEN,
    /** A file or a program: plain lines. */
    PIPE
  }

  private static final int WIDE = 200;

  private final PrintStream out;
  private final PrintStream error;
  private final Kind kind;
  private final Supplier<Clock> clock;
  private final int columns;
  private int drawn;

  public Terminal(PrintStream out, PrintStream error, Kind kind, Clock clock) {
    this.out = out;
    this.error = error;
    this.kind = kind;
    this.clock = () -> clock;
    this.columns = WIDE;
  }

  private Terminal(boolean isScreen) {
    this.out = stream(FileDescriptor.out);
    this.error = stream(FileDescriptor.err);
    this.kind = isScreen ? Kind.SCREEN : Kind.PIPE;
    this.clock = Clock::systemDefaultZone;
    this.columns = isScreen ? columns() : WIDE;
  }

  /** This process's own, in UTF-8 whatever the locale says: the marks are no ASCII. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where there is no terminal
  public static Terminal system() {
    var console = System.console();
    boolean isScreen =
        console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(isScreen);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** A block wider than the screen could not be taken away again. */
  private static int columns() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String[] size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ", -1);
      int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
      return columns > 0 ? columns : WIDE;
    } catch (IOException | NumberFormatException unknown) {
      return WIDE;
    }
  }

  private String cut(String line) {
    int points = line.codePointCount(0, line.length());
    return points < columns ? line : line.substring(0, line.offsetByCodePoints(0, columns - 1));
  }

  public boolean isScreen() {
    return kind == Kind.SCREEN;
  }

  /**
   * Time and the operator's zone. Looked up when a time is shown: for the zone the JDK looks into
   * every library, and help, which shows none, has to answer at once.
   */
  public Clock clock() {
    return clock.get();
  }

  /** A line that stays; on a screen the block moves below it. */
  public synchronized void line(String line) {
    erase();
    out.println(painted(line));
  }

  public void lines(List<String> lines) {
    lines.forEach(this::line);
  }

  /** To standard error. */
  public synchronized void error(String line) {
    erase();
    error.println(line);
  }

  /** Replaces the block at the bottom; on a pipe there is none. */
  public synchronized void block(List<String> lines) {
    if (!isScreen()) {
      return;
    }
    erase();
    lines.forEach(line -> out.println(painted(cut(line))));
    out.flush();
    drawn = lines.size();
  }

  /** Takes the block away. */
  public synchronized void erase() {
    if (drawn > 0) {
      out.printf("\033[%dA\033[J", drawn);
      drawn = 0;
    }
  }

  /** Leaves the block where it is. */
  public synchronized void keep() {
    drawn = 0;
  }

  /** Whether the person says yes; never on a pipe, where nobody is. */
  public boolean agrees(String question) {
    if (!isScreen()) {
      return false;
    }
    out.print(question + " [y/N] ");
    out.flush();
    try {
      var reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String answer = reader.readLine();
      return answer != null
          && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String painted(String line) {
    if (!isScreen() || System.getenv("NO_COLOR") != null) {
      return line;
    }
    return line.replace("✓", "\033[32m✓\033[0m")
        .replace("✗", "\033[31m✗\033[0m")
        .replaceAll("^(succeeded)", "\033[32m$1\033[0m")
        .replaceAll("^(rolledBack|refused|aborted|failed|needsAttention)", "\033[31m$1\033[0m");
  }
}
