package dev.windlass.cli;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where the process begins. The help of the whole command was written down at the build: to read
 * all verbs for it takes most of the half second in which help has to answer.
 */
public final class Main {

  static final String HELP = "help.txt";

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    boolean asksForHelp =
        arguments.length == 1 && (arguments[0].equals("--help") || arguments[0].equals("-h"));
    if (!asksForHelp) {
      Windlass.main(arguments);
      return;
    }
    try (InputStream help = Main.class.getResourceAsStream(HELP)) {
      if (help == null) {
        Windlass.main(arguments);
      } else {
        help.transferTo(System.out);
        System.out.flush();
      }
    }
  }
}
