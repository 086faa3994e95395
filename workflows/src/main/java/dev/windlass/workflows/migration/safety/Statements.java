package dev.windlass.workflows.migration.safety;

import dev.windlass.workflows.migration.safety.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a script into statements as the engine's own client does: comments, executable comments,
 * quoting, {@code DELIMITER}, bodies of routines, rows behind {@code COPY … FROM stdin}. Flyway
 * placeholders are parts of words.
 */
public final class Statements {

  private static final List<String> COMMANDS = List.of("source", "system");

  private final Lexer lexer;
  private final boolean postgres;
  private final List<Statement> found = new ArrayList<>();
  private List<Token> tokens = new ArrayList<>();
  private Blocks blocks;

  private Statements(String text, Target target) {
    this.lexer = new Lexer(text, target);
    this.postgres = target.postgres();
    this.blocks = new Blocks(postgres);
  }

  /** What a script holds. */
  record Parts(List<Statement> statements, Comments comments) {}

  /** The statements in order; damaged ones included. Never fails. */
  public static List<Statement> of(String text, Target target) {
    return parts(text, target).statements();
  }

  static Parts parts(String text, Target target) {
    return new Statements(text, target).read();
  }

  private Parts read() {
    while (!lexer.done()) {
      if (!lexer.skipBlank() && !clientCommand() && !end()) {
        Token token = lexer.read();
        blocks.see(token);
        tokens.add(token);
      }
    }
    finish();
    return new Parts(List.copyOf(found), lexer.comments());
  }

  private boolean end() {
    boolean counts =
        !lexer.delimiter().equals(";") || (!blocks.inside() && !(postgres && lexer.depth() > 0));
    if (!counts || !lexer.take(lexer.delimiter())) {
      return false;
    }
    finish();
    return true;
  }

  private void finish() {
    String unreadable = lexer.endStatement();
    if (unreadable == null && blocks.inside()) {
      unreadable = "a block of a body is not closed";
    }
    boolean rows = !tokens.isEmpty() && postgres && readsRows();
    if (rows && !lexer.skipRows()) {
      unreadable = "no line \\. ends the rows of COPY";
    }
    if (!tokens.isEmpty() || unreadable != null) {
      int line = tokens.isEmpty() ? lexer.line() : tokens.getFirst().line();
      found.add(new Statement(line, tokens, unreadable));
    }
    tokens = new ArrayList<>();
    blocks = new Blocks(postgres);
  }

  private boolean readsRows() {
    for (int i = 1; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("FROM") && tokens.get(i).depth() == 0) {
        return tokens.getFirst().is("COPY") && tokens.get(i + 1).is("STDIN");
      }
    }
    return false;
  }

  /** What the client itself reads. True when something was taken. */
  private boolean clientCommand() {
    if (lexer.stands("\\")) {
      backslash();
      return true;
    }
    if (postgres || !tokens.isEmpty()) {
      return false;
    }
    if (lexer.startsWord("delimiter")) {
      delimiter(lexer.takeLine());
      return true;
    }
    for (String command : COMMANDS) {
      if (lexer.startsWord(command)) {
        command(lexer.takeLine());
        return true;
      }
    }
    return false;
  }

  /** Outside quotes a backslash is for the client; what was begun is sent. */
  private void backslash() {
    finish();
    if (!postgres && (lexer.take("\\g") || lexer.take("\\G"))) {
      return;
    }
    command(lexer.takeLine());
  }

  private void command(String line) {
    Kind kind = Kind.SYMBOL;
    List<Token> said = new ArrayList<>();
    for (String word : line.split("\\s+", -1)) {
      if (!word.isEmpty()) {
        said.add(new Token(kind, word, lexer.line(), 0));
        kind = Kind.WORD;
      }
    }
    found.add(new Statement(lexer.line(), said, null));
  }

  private void delimiter(String line) {
    String[] words = line.split("\\s+", -1);
    String wanted = words.length > 1 ? words[1] : "";
    if (wanted.isEmpty() || wanted.contains("\\")) {
      Token word = new Token(Kind.WORD, words[0].toUpperCase(Locale.ROOT), lexer.line(), 0);
      found.add(new Statement(lexer.line(), List.of(word), "DELIMITER names none"));
    } else {
      lexer.delimiter(wanted);
    }
  }
}
